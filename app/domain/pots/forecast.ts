import type { Pence } from '#app/core/money.ts'
import { addDays, daysBetween, type Day } from '#app/core/time.ts'

/** What was reserved from a pot on a London day, less what came back. */
export type DayOfUse = { on: Day; pence: Pence }

/** The pace of the last so many days. */
export type Pace = {
  days: number
  usedPence: Pence
  /** The day on which the pot would be used up at this pace; undefined when it does not fall. */
  usedUpOn: Day | undefined
}

export type Forecast =
  | { kind: 'used-up' }
  | { kind: 'too-little'; days: number; needed: number }
  | { kind: 'not-falling'; paces: Pace[] }
  | { kind: 'range'; earliestOn: Day; latestOn: Day | undefined; paces: Pace[] }

/** Fewer days than this say nothing about a pace. */
export const FEWEST_DAYS = 28
const windows = [30, 90] as const
/** Further off than this a date says nothing; the pot will have other rules by then. */
const MOST_DAYS = 3_650

/**
 * When a pot is used up if match goes on at the pace of the last 30 and of the last 90 days: the earlier
 * and the later day, never one alone. Two straight lines, and no more is claimed for them.
 */
export function forecastOf(known: {
  availablePence: Pence
  uses: DayOfUse[]
  /** The day the pot first had money and a rule. */
  firstOn: Day
  today: Day
}): Forecast {
  const { availablePence, firstOn, today } = known
  if (availablePence <= 0n) return { kind: 'used-up' }
  const age = daysBetween(firstOn, today) + 1
  if (age < FEWEST_DAYS) return { kind: 'too-little', days: Math.max(0, age), needed: FEWEST_DAYS }
  const spans = [...new Set(windows.map((days) => Math.min(days, age)))]
  const paces = spans.map((days) => paceOver(days, known))
  const ends = paces.flatMap(({ usedUpOn }) => usedUpOn ?? []).sort()
  const [earliestOn] = ends
  if (!earliestOn) return { kind: 'not-falling', paces }
  const latestOn = ends.length === paces.length ? ends.at(-1) : undefined
  return { kind: 'range', earliestOn, latestOn, paces }
}

function paceOver(
  days: number,
  known: { availablePence: Pence; uses: DayOfUse[]; today: Day },
): Pace {
  const from = addDays(known.today, 1 - days)
  const usedPence = known.uses
    .filter(({ on }) => on >= from && on <= known.today)
    .reduce((sum, { pence }) => sum + pence, 0n)
  if (usedPence <= 0n) return { days, usedPence, usedUpOn: undefined }
  // The day on which the last penny goes, so part of a day is a day.
  const left = (known.availablePence * BigInt(days) + usedPence - 1n) / usedPence
  const usedUpOn = left > MOST_DAYS ? undefined : addDays(known.today, Number(left))
  return { days, usedPence, usedUpOn }
}
