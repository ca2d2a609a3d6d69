import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from './actor.ts'

/**
 * Locks who belongs to the administrator's organisation, and refuses whoever is no administrator of it any more: of two
 * who end each other's role or membership at once the second waits, and sees that its own has ended.
 */
export async function lockMembers(tx: Tx, { personId, organisationId }: Actor) {
  await tx.$executeRaw`
    select id from memberships where organisation_id = ${organisationId}::uuid and ended_at is null order by id for update`
  const own = await tx.membership.findFirst({
    where: { personId, organisationId, endedAt: null, roles: { some: { role: 'administrator' } } },
    select: { id: true },
  })
  if (!own) throw new Refusal('forbidden', 'You are no administrator any more. Sign in again.')
}
