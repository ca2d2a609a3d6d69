import type { Tx } from '#app/core/db.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

type Project = { challengeId: string; supplierId: string }

/** Everybody who has a part in a project: its supplier, and those who pay for it. */
export async function listConcerned(tx: Tx, { challengeId, supplierId }: Project) {
  const builders = await listPeopleInRoles(tx, {
    organisationIds: [supplierId],
    roles: ['member', 'administrator'],
  })
  return once([...builders, ...(await listPayers(tx, { challengeId }))])
}

/**
 * Those who pay for a project: officers and finance approvers of the councils that pledged, and fund managers and
 * payment approvers of all funders of the pots.
 */
export async function listPayers(tx: Tx, { challengeId }: Pick<Project, 'challengeId'>) {
  const councils = await listPeopleInRoles(tx, {
    organisationIds: await listPartners(tx, challengeId),
    roles: ['officer', 'finance-approver'],
  })
  const funders = await listPeopleInRoles(tx, {
    organisationIds: await listStakeholders(tx, challengeId),
    roles: ['fund-manager', 'payment-approver'],
  })
  return once([...councils, ...funders])
}

export const listPeopleOfCouncil = (tx: Tx, councilId: string) =>
  listPeopleInRoles(tx, { organisationIds: [councilId], roles: ['officer', 'finance-approver'] })

/** Somebody may belong to several of them. */
const once = <P extends { personId: string }>(people: P[]) => [
  ...new Map(people.map((person) => [person.personId, person])).values(),
]

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
