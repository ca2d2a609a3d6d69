import type { Pence } from '#app/core/money.ts'
import { addDays, type Day } from '#app/core/time.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

/** A number of days with the law or rule it comes from. */
type Days = { days: number; source: string }

/**
 * What a council's key decisions must go through on a day. England alone sets a notice by law
 * (SI 2012/2089, regs 8 to 11); no days mean that its nation's law asks for none.
 */
export type KeyDecisionRules = {
  /** Above this sum it is a key decision; undefined when the council takes none. */
  abovePence: Pence | undefined
  aboveSource: string
  notice: Days
  /** Instead of the full notice when that is impracticable. SI 2012/2089, reg. 10. */
  exception: Days
  callIn: Days
}

export const isKeyDecision = (
  amountPence: Pence,
  { abovePence, notice, callIn }: KeyDecisionRules,
) => abovePence !== undefined && amountPence > abovePence && (notice.days > 0 || callIn.days > 0)

/** The first day on which a decision may be made: neither the day of notice nor this one is counted. */
export const firstDayToDecide = (noticeOn: Day, clearDays: number): Day =>
  clearDays === 0 ? noticeOn : addDays(noticeOn, clearDays + 1)

/** The day on which the time to call a decision in ends; it takes effect on the next. */
export const callInEnds = (publishedOn: Day, days: number, holidays: readonly Day[]): Day =>
  addWorkingDays(publishedOn, days, holidays)

/** The latest working day up to this one. */
function workingDayUpTo(day: Day, holidays: readonly Day[]): Day {
  let reached = day
  while (!isWorkingDay(reached, holidays)) reached = addDays(reached, -1)
  return reached
}

/** The latest working day whose call-in has run before `effectiveOn`. */
function lastDayToPublish(effectiveOn: Day, days: number, holidays: readonly Day[]): Day {
  let day = workingDayUpTo(addDays(effectiveOn, -1), holidays)
  while (callInEnds(day, days, holidays) >= effectiveOn)
    day = workingDayUpTo(addDays(day, -1), holidays)
  return day
}

export type KeyDecisionDates = {
  noticeBy: Day
  exceptionBy: Day
  decideBy: Day
  publishBy: Day
  callInEndsOn: Day
}

/**
 * The last days on which each step still leaves time for the next, worked back from the day by which the
 * decision must have taken effect. Each is a working day, since councils publish and decide on those.
 */
export function lastDays(
  effectiveOn: Day,
  rules: KeyDecisionRules,
  holidays: readonly Day[],
): KeyDecisionDates {
  const publishBy = lastDayToPublish(effectiveOn, rules.callIn.days, holidays)
  const noticeFor = ({ days }: Days) =>
    workingDayUpTo(days === 0 ? publishBy : addDays(publishBy, -days - 1), holidays)
  return {
    noticeBy: noticeFor(rules.notice),
    exceptionBy: noticeFor(rules.exception),
    decideBy: publishBy,
    publishBy,
    callInEndsOn: callInEnds(publishBy, rules.callIn.days, holidays),
  }
}
