import type { Tx } from '#app/core/db.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

type Project = { challengeId: string; supplierId: string }

/**
 * Everybody who has a part in a project: its supplier, officers and finance approvers of the councils that pledged,
 * and fund managers and payment approvers of all funders of the pots that pay.
 */
export async function listConcerned(tx: Tx, { challengeId, supplierId }: Project) {
  const [councilIds, funderIds] = [
    await listPartners(tx, challengeId),
    await listStakeholders(tx, challengeId),
  ]
  const people = [
    ...(await listPeopleInRoles(tx, {
      organisationIds: [supplierId],
      roles: ['member', 'administrator'],
    })),
    ...(await listPeopleInRoles(tx, {
      organisationIds: councilIds,
      roles: ['officer', 'finance-approver'],
    })),
    ...(await listPeopleInRoles(tx, {
      organisationIds: funderIds,
      roles: ['fund-manager', 'payment-approver'],
    })),
  ]
  return [...new Map(people.map((person) => [person.personId, person])).values()]
}

/** Councils whose pledge was called, the lead council included if it pledged. */
async function listPartners(tx: Tx, challengeId: string) {
  const collections = await tx.collection.findMany({
    where: { challengeId },
    distinct: ['councilId'],
    orderBy: { councilId: 'asc' },
    take: 1_000,
    select: { councilId: true, leadCouncilId: true },
  })
  return [
    ...new Set(collections.flatMap(({ councilId, leadCouncilId }) => [councilId, leadCouncilId])),
  ]
}

/** Owners of the pots that have money in it, and whoever put money into their purses. */
async function listStakeholders(tx: Tx, challengeId: string) {
  const rows = await tx.$queryRaw<{ funderId: string }[]>`
    select distinct stakes.funder_id as "funderId" from accounts
      join stakes on stakes.pot_id = accounts.pot_id and stakes.purse = coalesce(accounts.purse, 'unrestricted')
      where challenge_id = ${challengeId}::uuid and kind = 'match-committed'
    union
    select pots.funder_id from accounts join pots on pots.id = accounts.pot_id
      where challenge_id = ${challengeId}::uuid and kind = 'match-committed'`
  return rows.map(({ funderId }) => funderId)
}
