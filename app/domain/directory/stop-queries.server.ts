import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { accountsOf, type Actor } from '../organisations/actor.ts'
import { canEndStop, canReadReports, isStanding, type StopFilters } from './report.ts'

const standing = () => ({
  endedAt: null,
  OR: [{ endsAt: null }, { endsAt: { gt: clock.real() } }],
})

/** What keeps whoever asks from writing to people, by any account of theirs, and why: the one that lasts longest. */
export async function findOwnStop(actor: Actor) {
  const found = await db.senderStop.findFirst({
    where: { personId: { in: accountsOf(actor) }, ...standing() },
    orderBy: [{ endsAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    select: { reason: true, stoppedAt: true, endsAt: true },
  })
  return found ?? undefined
}

const columns = {
  ...{ id: true, personId: true, reason: true, stoppedAt: true, endsAt: true },
  ...{ endedAt: true, endedReason: true },
  person: { select: { name: true, email: true } },
  stoppedBy: { select: { name: true } },
  endedBy: { select: { name: true } },
} as const

const PER_PAGE = 25

/** Senders whom operators have stopped, for operators: those who still are, or those who were; the newest first. */
export async function listSenderStops(actor: Actor, { state }: StopFilters, page = 1) {
  if (!canReadReports(actor)) throw new Refusal('not-found', 'Page not found')
  const where = state === 'standing' ? standing() : { NOT: standing() }
  const pages = Math.max(1, Math.ceil((await db.senderStop.count({ where })) / PER_PAGE))
  const shown = Math.min(page, pages)
  const stops = await db.senderStop.findMany({
    where,
    orderBy: [{ stoppedAt: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { stops, page: shown, pages }
}

/** One stop, for operators: with how many reports led to it. */
export async function getSenderStop(actor: Actor, id: string) {
  const row = canReadReports(actor)
    ? await db.senderStop.findUnique({
        where: { id },
        select: { ...columns, _count: { select: { reports: true } } },
      })
    : null
  if (!row) throw new Refusal('not-found', 'Page not found')
  const { _count, ...stop } = row
  const doesStand = isStanding(stop, clock.real())
  return {
    ...stop,
    ...{ reports: _count.reports, doesStand, mayEnd: doesStand && canEndStop(actor, stop) },
  }
}
