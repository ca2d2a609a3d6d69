import { clock } from '#app/core/clock.ts'
import { addDays, londonDay, londonInstant } from '#app/core/time.ts'

/** One thing that happened in the demonstration's past. */
export type Happening = { at: Date; what: string; tell: () => Promise<unknown> }

/** Taken before the story begins, since the clock stands elsewhere while it is told. */
const today = londonDay(clock.real())

/** Days before today (negative: after it). */
export const dayOn = (daysAgo: number) => addDays(today, -daysAgo)

/** The same, as an instant in London. */
export const on = (daysAgo: number, time = '10:00') => londonInstant(dayOn(daysAgo), time)

/** Tells everything in order, with the clock standing at each moment. What lies ahead is not told. */
export async function tellInOrder(happenings: Happening[]) {
  const now = clock.real()
  const past = happenings
    .filter(({ at }) => at <= now)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  try {
    for (const { at, what, tell } of past) {
      clock.set(at.toISOString())
      await tell().catch((cause: unknown) => {
        throw new Error(`The demonstration stopped at “${what}”`, { cause })
      })
    }
  } finally {
    clock.set(undefined)
  }
  return past.length
}
