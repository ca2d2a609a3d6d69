import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { dateOf, londonDay } from '#app/core/time.ts'

/**
 * Ends memberships with all they let somebody do, from this moment: roles, limits, standing in for others and being
 * stood in for, and being responsible for the council's money. Nothing of it comes back with a new membership.
 * `endedById` is the administrator who ends them, and nobody whose own they are.
 */
export async function closeMemberships(tx: Tx, membershipIds: string[], endedById?: string) {
  const today = dateOf(londonDay(clock.now()))
  const of = { membershipId: { in: membershipIds } }
  const ends = { OR: [{ toOn: null }, { toOn: { gt: today } }] }
  const later = { ...of, fromOn: { gte: today } }
  await tx.membershipRole.deleteMany({ where: of })
  await tx.delegatedLimit.deleteMany({ where: later })
  await tx.delegatedLimit.updateMany({ where: { ...of, ...ends }, data: { toOn: today } })
  await tx.chiefFinanceOfficer.deleteMany({ where: later })
  await tx.chiefFinanceOfficer.updateMany({ where: { ...of, ...ends }, data: { toOn: today } })
  await tx.$executeRaw`
    update deputies set to_on = greatest(from_on, ${today}::date)
    where to_on > ${today}::date and (membership_id = any(${membershipIds}::uuid[]) or principal_id = any(${membershipIds}::uuid[]))`
  await tx.membership.updateMany({
    where: { id: { in: membershipIds } },
    data: { endedAt: clock.now(), endedById: endedById ?? null },
  })
}
