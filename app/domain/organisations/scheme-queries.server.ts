import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { addDays, dateOf, dayOf, londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from './actor.ts'
import type { Delegate, Deputy, Scheme } from './delegation.ts'
import { findAnsweringOrganisation } from './former-queries.server.ts'
import type { KeyDecisionRules } from './key-decision.ts'
import { getPolicy, type PolicyKey } from './policy-number.server.ts'
import { inForce } from './queries.server.ts'
import type { SpendKind } from './spend.ts'
import type { LockKind, SpendingLock } from './spending-lock.ts'

const today = () => londonDay(clock.now())

/**
 * A council's scheme of delegation on a day: who may sign what, for whom, and what is locked. For one that is part of another
 * it is the scheme of that one.
 */
export async function readScheme(ofId: string, on = today(), store: Tx = db): Promise<Scheme> {
  const councilId = await findAnsweringOrganisation(ofId, store)
  const [people, officer, locks] = await Promise.all([
    readPeople(councilId, on, store),
    store.chiefFinanceOfficer.findFirst({
      where: { councilId, ...inForce(on) },
      select: { membershipId: true },
    }),
    store.spendingLock.findMany({
      where: { councilId, ...inForce(on) },
      orderBy: { kind: 'asc' },
      take: 10,
    }),
  ])
  return { people, chiefFinanceOfficerId: officer?.membershipId, locks: locks.map(lockOf) }
}

async function readPeople(councilId: string, on: Day, store: Tx): Promise<Delegate[]> {
  const rows = await store.membership.findMany({
    where: { organisationId: councilId, endedAt: null },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    take: 500,
    select: {
      id: true,
      jobTitle: true,
      person: { select: { id: true, name: true } },
      roles: { where: { role: 'finance-approver' }, select: { role: true } },
      delegatedLimits: {
        where: inForce(on),
        orderBy: { fromOn: 'desc' },
        take: 10,
        select: { spend: true, limitPence: true, yearLimitPence: true },
      },
      deputyFor: { where: inForceBetween(on), take: 20, select: { principalId: true } },
    },
  })
  return rows.map(({ id, jobTitle, person, roles, delegatedLimits, deputyFor }) => ({
    membershipId: id,
    personId: person.id,
    name: person.name,
    jobTitle,
    isFinanceApprover: roles.length > 0,
    limits: delegatedLimits.map(({ spend, limitPence, yearLimitPence }) => ({
      spend: (spend ?? undefined) as SpendKind | undefined,
      limitPence,
      yearLimitPence: yearLimitPence ?? undefined,
    })),
    standsInFor: deputyFor.map(({ principalId }) => principalId),
  }))
}

const inForceBetween = (on: Day) => ({ fromOn: { lte: dateOf(on) }, toOn: { gt: dateOf(on) } })

type LockRow = {
  id: string
  kind: string
  successor: string | null
  fromOn: Date
  toOn: Date | null
  source: string
  sourceUrl: string
}

const lockOf = ({
  id,
  kind,
  successor,
  fromOn,
  toOn,
  source,
  sourceUrl,
}: LockRow): SpendingLock => ({
  id,
  kind: kind as LockKind,
  successor: successor ?? undefined,
  from: dayOf(fromOn),
  to: toOn ? dayOf(toOn) : undefined,
  source,
  sourceUrl,
})

const nationCodes: Record<string, 'scotland' | 'wales' | 'northern-ireland'> = {
  Scotland: 'scotland',
  Wales: 'wales',
  'Northern Ireland': 'northern-ireland',
}

/** What a council's key decisions must go through on a day, by the law of its nation and its own rules. */
export async function readKeyDecisionRules(
  { councilId, nation }: { councilId: string; nation: string },
  on = today(),
): Promise<KeyDecisionRules> {
  const code = nationCodes[nation] ?? 'england'
  const days = async (key: PolicyKey) => {
    const { value, source } = await getPolicy(key, on)
    return { days: Number(value), source }
  }
  const [own, usual, notice, exception, callIn] = await Promise.all([
    findThreshold(councilId, on),
    getPolicy('key-decision-above-pence', on),
    days(`key-decision-notice-clear-days:${code}`),
    days(`general-exception-clear-days:${code}`),
    days(`call-in-working-days:${code}`),
  ])
  const { abovePence, source }: { abovePence: Pence | null; source: string } = own ?? {
    abovePence: usual.value,
    source: usual.source,
  }
  return { abovePence: abovePence ?? undefined, aboveSource: source, notice, exception, callIn }
}

/** The council's own threshold on a day, if it has set one; it may be that nothing is a key decision. */
const findThreshold = async (councilId: string, on: Day) =>
  db.keyDecisionThreshold.findFirst({
    where: { councilId: await findAnsweringOrganisation(councilId), ...inForce(on) },
    select: { abovePence: true, fromOn: true, source: true },
  })

/** For the scheme's page: everything that holds today or later. */
export async function listScheme({ organisationId: councilId }: Actor) {
  const now = { OR: [{ toOn: null }, { toOn: { gt: dateOf(today()) } }] }
  const person = { select: { person: { select: { name: true } }, jobTitle: true } } as const
  const order = { orderBy: [{ fromOn: 'asc' as const }, { id: 'asc' as const }], take: 100 }
  const [officers, locks, thresholds, deputies] = await Promise.all([
    db.chiefFinanceOfficer.findMany({
      where: { councilId, ...now },
      ...order,
      include: { membership: person },
    }),
    db.spendingLock.findMany({ where: { councilId, ...now }, ...order }),
    db.keyDecisionThreshold.findMany({ where: { councilId, ...now }, ...order }),
    listDeputies(councilId),
  ])
  return {
    officers: officers.map(({ membership, fromOn, toOn, source }) => ({
      name: membership.person.name,
      jobTitle: membership.jobTitle,
      from: dayOf(fromOn),
      to: toOn ? dayOf(toOn) : undefined,
      source,
    })),
    locks: locks.map(lockOf),
    thresholds: thresholds.map(({ abovePence, fromOn, toOn, source }) => ({
      abovePence: abovePence ?? undefined,
      from: dayOf(fromOn),
      to: toOn ? dayOf(toOn) : undefined,
      source,
    })),
    deputies,
  }
}

/** Who stands in for whom today or later. */
export async function listDeputies(councilId: string, store: Tx = db): Promise<Deputy[]> {
  const named = { select: { person: { select: { name: true } } } } as const
  const rows = await store.deputy.findMany({
    where: { councilId, toOn: { gt: dateOf(today()) } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
    take: 200,
    include: { membership: named, principal: named },
  })
  return rows.map(
    ({ id, membershipId, membership, principalId, principal, fromOn, toOn, source }) => ({
      id,
      membershipId,
      name: membership.person.name,
      principalId,
      principalName: principal.person.name,
      from: dayOf(fromOn),
      through: addDays(dayOf(toOn), -1),
      source,
    }),
  )
}

/** The locks that are on a council today, for a notice to its own people. */
export async function listLocks({ organisationId, organisationKind }: Actor) {
  if (organisationKind !== 'council') return []
  const rows = await db.spendingLock.findMany({
    where: { councilId: organisationId, ...inForce(today()) },
    orderBy: { kind: 'asc' },
    take: 10,
  })
  return rows.map(lockOf)
}
