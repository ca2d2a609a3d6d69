import { addDays, dateOf, type Day } from '#app/core/time.ts'
import { invariant } from '#app/core/refusal.ts'

/** The three lists of bank holidays in the UK. */
export type BankHolidayDivision = 'england-and-wales' | 'scotland' | 'northern-ireland'

export function divisionOf(nation: string): BankHolidayDivision {
  if (nation === 'Scotland') return 'scotland'
  return nation === 'Northern Ireland' ? 'northern-ireland' : 'england-and-wales'
}

export function isWorkingDay(day: Day, holidays: readonly Day[]) {
  const weekday = dateOf(day).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day)
}

/** The working day that is `count` working days after `day`; `day` itself is not counted. */
export function addWorkingDays(day: Day, count: number, holidays: readonly Day[]): Day {
  invariant(Number.isInteger(count) && count >= 0, 'working days are counted forwards')
  let reached = day
  for (let left = count; left > 0;) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, holidays)) left--
  }
  return reached
}

/**
 * The last day of a period of `count` working days that begins with `day`, which counts if it is one.
 * This is how a standstill is counted: Procurement Act 2023, s.51(2).
 */
export function lastWorkingDay(day: Day, count: number, holidays: readonly Day[]): Day {
  invariant(count >= 1, 'a period has at least one day')
  return isWorkingDay(day, holidays)
    ? addWorkingDays(day, count - 1, holidays)
    : addWorkingDays(day, count, holidays)
}
