import { addDays, dateOf, dayOf, londonDay, type Day } from '#app/core/time.ts'

export type HolidayDivision = 'england-and-wales' | 'scotland' | 'northern-ireland'

/** Bank holidays are those of the lead council's nation. */
export const divisionOf = (nation: string): HolidayDivision =>
  nation === 'Scotland'
    ? 'scotland'
    : nation === 'Northern Ireland'
      ? 'northern-ireland'
      : 'england-and-wales'

const isWorkingDay = (day: Day, holidays: ReadonlySet<Day>) =>
  ![0, 6].includes(dateOf(day).getUTCDay()) && !holidays.has(day)

/**
 * The last day of the standstill: so many working days beginning with the day of publication, which
 * is the first of them if it is a working day. Procurement Act 2023, s.51(2).
 */
export function lastStandstillDay(
  publishedOn: Day,
  workingDays: number,
  holidays: ReadonlySet<Day>,
): Day {
  let day = publishedOn
  for (let left = isWorkingDay(day, holidays) ? workingDays - 1 : workingDays; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}

/** The award may be confirmed from the day after the last one. */
export const isStandstillOver = (award: { standstillEndsOn: Date | null }, now: Date) =>
  award.standstillEndsOn !== null && londonDay(now) > dayOf(award.standstillEndsOn)
