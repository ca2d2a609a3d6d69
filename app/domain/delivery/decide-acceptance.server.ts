import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canAccept, type AcceptanceInput } from './milestone.ts'

/** The lead council's yes to the work, or back to the supplier with the reason. Once for each claim. */
export async function decideAcceptance(actor: Actor, claimId: string, input: AcceptanceInput) {
  try {
    await transaction((tx) => decide(tx, actor, { claimId, ...input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A colleague has just decided on this claim. Look again.')
  }
}

type Deciding = AcceptanceInput & { claimId: string }

async function decide(tx: Tx, actor: Actor, { claimId, decision, reason }: Deciding) {
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    include: { milestone: { include: { project: true } } },
  })
  if (!claim || !canAccept(actor, claim.milestone.project))
    throw new Refusal('not-found', 'Page not found')
  if (claim.endedAt) throw new Refusal('conflict', 'This claim was sent back already.')
  const decidedAt = clock.now()
  await tx.acceptance.create({
    data: {
      id: claimId,
      decision,
      reason: reason || 'The acceptance test was met.',
      decidedById: actor.personId,
      decidedForId: actor.organisationId,
      decidedAt,
    },
  })
  const isBack = decision === 'sent-back'
  if (isBack) await tx.claim.update({ where: { id: claimId }, data: { endedAt: decidedAt } })
  await record(tx, actor, {
    subjectKind: 'milestone',
    subjectId: claim.milestoneId,
    action: isBack ? 'claim-sent-back' : 'claim-accepted',
    summary: isBack ? `Sent the claim back: ${reason}` : 'Accepted the work',
    detail: { claimId },
  })
}
