import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, londonDay, type Day } from '#app/core/time.ts'
import { listAccruals, type Accrual } from '../ledger/accrual-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** The day an address asks for, or today. A day to come is today too: it has not happened. */
export function readDay(search: URLSearchParams): Day {
  const today = londonDay(clock.now())
  const asked = DayInput.safeParse(search.get('on'))
  return asked.success && asked.data < today ? asked.data : today
}

/** The last 31 March that is over, or is today: when councils close their year. */
export function lastYearEnd(today: Day): Day {
  const year = Number(today.slice(0, 4))
  return today >= `${year}-03-31` ? `${year}-03-31` : `${year - 1}-03-31`
}

/** What a pot owes at the end of a day. Public, as its payments are. */
export const readPotAccruals = (potId: string, on: Day) => name(listAccruals({ potId }, on), on)

/** What a council owes at the end of a day. For its own people alone. */
export async function readCouncilAccruals(reader: Actor, on: Day) {
  if (reader.organisationKind !== 'council') throw new Refusal('not-found', 'Page not found')
  return name(listAccruals({ councilId: reader.organisationId }, on), on)
}

async function name(found: Promise<Accrual[]>, on: Day) {
  const accruals = await found
  const challenges = await db.challenge.findMany({
    where: { id: { in: accruals.map(({ challengeId }) => challengeId) } },
    select: { id: true, slug: true, title: true, shortTitle: true },
  })
  const byId = new Map(challenges.map((challenge) => [challenge.id, challenge]))
  const rows = accruals.map((accrual) => {
    const challenge = byId.get(accrual.challengeId)
    const title = challenge?.shortTitle ?? challenge?.title ?? ''
    return { ...accrual, title, slug: challenge?.slug ?? '' }
  })
  const sum = (of: (row: Accrual) => bigint) => rows.reduce((total, row) => total + of(row), 0n)
  return {
    on,
    yearEnd: lastYearEnd(londonDay(clock.now())),
    rows: rows.sort((one, other) => (one.title < other.title ? -1 : 1)),
    calledPence: sum(({ calledPence }) => calledPence),
    heldPence: sum(({ heldPence }) => heldPence),
    owedPence: sum(({ owedPence }) => owedPence),
    refundablePence: sum(({ refundablePence }) => refundablePence),
  }
}
export type Accruals = Awaited<ReturnType<typeof name>>
