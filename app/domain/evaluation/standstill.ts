import { dayOf, londonDay } from '#app/core/time.ts'

/** The award may be confirmed from the day after the last one. */
export const isStandstillOver = (award: { standstillEndsOn: Date | null }, now: Date) =>
  award.standstillEndsOn !== null && londonDay(now) > dayOf(award.standstillEndsOn)
