import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'

/** The membership somebody acts by. Whoever left a moment ago has none. */
export async function getOwnMembershipId({ personId, organisationId }: Actor, tx: Tx) {
  const found = await tx.membership.findFirst({
    where: { personId, organisationId, endedAt: null },
    select: { id: true },
  })
  if (!found) throw new Refusal('forbidden', 'You do not act for this organisation any more.')
  return found.id
}
