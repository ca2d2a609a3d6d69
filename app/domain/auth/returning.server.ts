import type { Tx } from '#app/core/db.server.ts'
import type { Role } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { listAccounts } from '../organisations/same-human-queries.server.ts'
import { needsTwo, type Confirmation, type ConfirmedAs, type Returning } from './way-back.ts'

/** Somebody who wants to be let back in, as they stand now. */
export async function readReturning(tx: Tx, personId: string): Promise<Returning> {
  const memberships = await tx.membership.findMany({
    where: { personId, endedAt: null },
    select: { organisationId: true, roles: { select: { role: true } } },
  })
  const organisationIds = memberships.map(({ organisationId }) => organisationId)
  const others = await listAdministrators(tx, { personId, organisationIds })
  return {
    ...{ personId, organisationIds, hasAdministrator: others.length > 0 },
    roles: memberships.flatMap(({ roles }) => roles.map(({ role }) => role as Role)),
  }
}

type Whose = Pick<Returning, 'personId' | 'organisationIds'>

async function listAdministrators(tx: Tx, { personId, organisationIds }: Whose) {
  const all = await listPeopleInRoles(tx, { organisationIds, roles: ['administrator'] })
  return withoutSelf(tx, personId, all)
}

const listOperators = async (tx: Tx, personId: string) =>
  withoutSelf(tx, personId, await listPeopleInRoles(tx, { roles: ['operator'] }))

async function withoutSelf<P extends { personId: string }>(tx: Tx, personId: string, people: P[]) {
  const own = await listAccounts(tx, personId)
  return people.filter((each) => !own.includes(each.personId))
}

/** Whoever may confirm it, and is to hear of it: each once. */
export async function listAsked(tx: Tx, returning: Returning) {
  const administrators = await listAdministrators(tx, returning)
  const needsOperators = needsTwo(returning) || !returning.hasAdministrator
  const operators = needsOperators ? await listOperators(tx, returning.personId) : []
  const people = [...administrators, ...operators]
  return [...new Map(people.map((each) => [each.personId, each])).values()]
}

type Kept = { personId: string; confirmedAs: string }

/** Confirmations of those who could still give them: who lost the role since has confirmed nothing. */
export async function onlyThoseWhoMay(tx: Tx, returning: Returning, kept: Kept[]) {
  const administrators = await listAdministrators(tx, returning)
  const operators = await listOperators(tx, returning.personId)
  const holders: Record<ConfirmedAs, Set<string>> = {
    administrator: new Set(administrators.map((each) => each.personId)),
    operator: new Set(operators.map((each) => each.personId)),
  }
  return kept
    .map(({ personId, confirmedAs }): Confirmation => ({
      personId,
      confirmedAs: confirmedAs as ConfirmedAs,
    }))
    .filter(({ personId, confirmedAs }) => holders[confirmedAs].has(personId))
}
