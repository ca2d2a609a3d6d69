import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getMilestone } from './milestone-queries.server.ts'

/** What the claim form shows, for somebody of the supplier while the milestone can be claimed. */
export async function getMilestoneToClaim(actor: Actor, milestoneId: string) {
  const milestone = await getMilestone(actor, milestoneId)
  const { supplierId } = milestone.project
  if (supplierId !== actor.organisationId) throw new Refusal('not-found', 'Page not found')
  if (milestone.decision.kind !== 'claim')
    throw new Refusal('conflict', 'This milestone is claimed already. Look at the milestone.')
  const { id, position, title, pricePence, acceptanceTest, project, sentBack } = milestone
  return {
    milestone: { id, position, title, pricePence, acceptanceTest, project, sentBack },
    claimId: newId(),
    hasBankDetails:
      (await db.bankDetails.count({ where: { organisationId: supplierId, retiredAt: null } })) > 0,
  }
}
