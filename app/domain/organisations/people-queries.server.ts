import type { Prisma } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay, type Day } from '#app/core/time.ts'
import type { Actor, Role } from './actor.ts'
import type { DelegatedLimit } from './delegation.ts'
import type { SpendKind } from './spend.ts'

export type Limit = DelegatedLimit & { from: Day; to: Day | undefined; source: string }
export type Colleague = {
  membershipId: string
  personId: string
  name: string
  jobTitle: string
  roles: Role[]
  /** Today's and later ones, earliest first. */
  limits: Limit[]
}

/** Today's or a later limit; what has ended is for the record only. */
const columns = (today: Day) =>
  ({
    id: true,
    jobTitle: true,
    person: { select: { id: true, name: true } },
    roles: { select: { role: true }, orderBy: { role: 'asc' } },
    delegatedLimits: {
      where: { OR: [{ toOn: null }, { toOn: { gt: dateOf(today) } }] },
      orderBy: { fromOn: 'asc' },
      take: 10,
      select: {
        spend: true,
        limitPence: true,
        yearLimitPence: true,
        fromOn: true,
        toOn: true,
        source: true,
      },
    },
  }) satisfies Prisma.MembershipSelect

type Row = {
  id: string
  jobTitle: string
  person: { id: string; name: string }
  roles: { role: string }[]
  delegatedLimits: {
    spend: string | null
    limitPence: bigint
    yearLimitPence: bigint | null
    fromOn: Date
    toOn: Date | null
    source: string
  }[]
}

const colleagueOf = ({ id, jobTitle, person, roles, delegatedLimits }: Row): Colleague => ({
  membershipId: id,
  personId: person.id,
  name: person.name,
  jobTitle,
  roles: roles.map(({ role }) => role as Role),
  limits: delegatedLimits.map(({ spend, limitPence, yearLimitPence, fromOn, toOn, source }) => ({
    spend: (spend ?? undefined) as SpendKind | undefined,
    limitPence,
    yearLimitPence: yearLimitPence ?? undefined,
    from: dayOf(fromOn),
    to: toOn ? dayOf(toOn) : undefined,
    source,
  })),
})

const today = () => londonDay(clock.now())

/** Everybody of the organisation the actor acts for. */
export async function listColleagues(actor: Actor): Promise<Colleague[]> {
  const rows = await db.membership.findMany({
    where: { organisationId: actor.organisationId, endedAt: null },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: 500,
    select: columns(today()),
  })
  return rows.map(colleagueOf)
}

/** Somebody of another organisation is not found. */
export async function getColleague(actor: Actor, membershipId: string, store: Tx = db) {
  const row = await store.membership.findFirst({
    where: { id: membershipId, organisationId: actor.organisationId, endedAt: null },
    select: columns(today()),
  })
  if (!row) throw new Refusal('not-found', 'There is nobody like this in your organisation.')
  return colleagueOf(row)
}
