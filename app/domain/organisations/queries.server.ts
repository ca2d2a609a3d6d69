import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay, type Day } from '#app/core/time.ts'
import type { Actor, OrganisationKind } from './actor.ts'
import { findAnsweringOrganisation } from './former-queries.server.ts'
import type { BankHolidayDivision } from './working-days.ts'

type Belonging = { personId: string; organisationId: string }

const today = () => londonDay(clock.now())

/** Rows whose days `from_on` to `to_on` include this one; `to_on` is the first day it no longer holds. */
/** Of rows with a first day and the day after their last. */
export const inForce = (on: Day) => ({
  fromOn: { lte: dateOf(on) },
  OR: [{ toOn: null }, { toOn: { gt: dateOf(on) } }],
})

/** Up to what sum this person may sign for this organisation on a day; 0 when nobody has said so. */
export async function getDelegatedLimit(
  { personId, organisationId }: Belonging,
  on = today(),
  store: Tx = db,
): Promise<bigint> {
  const limit = await store.delegatedLimit.findFirst({
    where: { membership: { personId, organisationId, endedAt: null }, ...inForce(on) },
    orderBy: { fromOn: 'desc' },
    select: { limitPence: true },
  })
  return limit?.limitPence ?? 0n
}

/** Who may sign for a council today, lowest limit first: the least senior person who can. */
export async function listFinanceApprovers(councilId: string) {
  const memberships = await db.membership.findMany({
    where: {
      organisationId: councilId,
      endedAt: null,
      roles: { some: { role: 'finance-approver' } },
    },
    take: 100,
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    select: {
      jobTitle: true,
      person: { select: { id: true, name: true } },
      delegatedLimits: { where: inForce(today()), select: { limitPence: true }, take: 1 },
    },
  })
  return memberships
    .map(({ person, jobTitle, delegatedLimits }) => ({
      personId: person.id,
      name: person.name,
      jobTitle,
      limitPence: delegatedLimits[0]?.limitPence ?? 0n,
    }))
    .sort((one, other) => Number(one.limitPence - other.limitPence))
}

/** Who in the actor's own council may post, co-sign and draft pledges, for somebody who may not. */
export async function listOfficers({ organisationId: ownId, organisationKind }: Actor) {
  if (organisationKind !== 'council') return []
  const organisationId = await findAnsweringOrganisation(ownId)
  const memberships = await db.membership.findMany({
    where: { organisationId, endedAt: null, roles: { some: { role: 'officer' } } },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: 20,
    select: { jobTitle: true, person: { select: { name: true } } },
  })
  return memberships.map(({ jobTitle, person }) => ({ name: person.name, jobTitle }))
}

const organisationColumns = { id: true, kind: true, slug: true, name: true, about: true } as const

export async function findOrganisationBySlug(slug: string) {
  const found = await db.organisation.findUnique({ where: { slug }, select: organisationColumns })
  return found ? { ...found, kind: found.kind as OrganisationKind } : undefined
}

export async function getCouncil(id: string) {
  const found = await db.council.findUnique({
    where: { id },
    select: {
      id: true,
      gss: true,
      type: true,
      nation: true,
      region: true,
      population: true,
      organisation: { select: { name: true, slug: true, officialName: true } },
    },
  })
  if (!found) throw new Refusal('not-found', 'This council is not on the register.')
  const { organisation, ...council } = found
  return { ...council, ...organisation }
}

export type Area = {
  id: string
  name: string
  slug: string
  role: 'constituent' | 'within-area' | 'itself'
  /** Whoever is mayor of the area on the day asked about. */
  mayor: { name: string; since: Day } | undefined
}

/** The combined authorities a council belongs to, or is, each with its mayor on a day. */
export async function listAreasOf(
  councilId: string,
  on = today(),
  store: Tx = db,
): Promise<Area[]> {
  const areas = await store.combinedAuthority.findMany({
    where: { OR: [{ id: councilId }, { members: { some: { councilId, ...inForce(on) } } }] },
    orderBy: [{ council: { organisation: { name: 'asc' } } }, { id: 'asc' }],
    take: 20,
    select: {
      id: true,
      council: { select: { organisation: { select: { name: true, slug: true } } } },
      members: { where: { councilId, ...inForce(on) }, select: { role: true } },
      mayorTerms: { where: inForce(on), select: { name: true, fromOn: true }, take: 1 },
    },
  })
  return areas.map(({ id, council, members, mayorTerms: [term] }) => ({
    id,
    ...council.organisation,
    role: (members[0]?.role ?? 'itself') as Area['role'],
    mayor: term && { name: term.name, since: dayOf(term.fromOn) },
  }))
}

/** Bank holidays of one list, for `working-days.ts`. */
export async function listBankHolidays(division: BankHolidayDivision): Promise<Day[]> {
  const rows = await db.bankHoliday.findMany({
    where: { division },
    orderBy: { day: 'asc' },
    take: 500,
    select: { day: true },
  })
  return rows.map(({ day }) => dayOf(day))
}
