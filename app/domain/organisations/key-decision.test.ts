import { expect, test } from 'vitest'
import bankHolidays from '#prisma/data/bank-holidays.json'
import { pounds } from '#app/core/money.ts'
import {
  callInEnds,
  firstDayToDecide,
  isKeyDecision,
  lastDays,
  type KeyDecisionRules,
} from './key-decision.ts'

const england = bankHolidays
  .filter(({ division }) => division === 'england-and-wales')
  .map(({ date }) => date)
const scotland = bankHolidays
  .filter(({ division }) => division === 'scotland')
  .map(({ date }) => date)

const rules = (changes: Partial<KeyDecisionRules> = {}): KeyDecisionRules => ({
  abovePence: pounds(500_000),
  aboveSource: 'Constitution, part 2',
  notice: { days: 28, source: 'SI 2012/2089, reg. 9' },
  exception: { days: 5, source: 'SI 2012/2089, reg. 10' },
  callIn: { days: 5, source: 'the council’s own rules' },
  ...changes,
})

test('a pledge is a key decision above the sum, not at it', () => {
  expect(isKeyDecision(pounds(500_000), rules())).toBe(false)
  expect(isKeyDecision(pounds(500_000) + 1n, rules())).toBe(true)
})

test('a council without an executive takes no key decisions, nor does one whose nation has no such law', () => {
  const none = { days: 0, source: 'no law' }
  expect(isKeyDecision(pounds(900_000), rules({ abovePence: undefined }))).toBe(false)
  expect(isKeyDecision(pounds(900_000), rules({ notice: none, callIn: none }))).toBe(false)
  expect(isKeyDecision(pounds(900_000), rules({ notice: none }))).toBe(true)
})

test('clear days count neither the day of the notice nor the day of the decision', () => {
  // 2 March, then 28 days from 3 to 30 March, then the decision.
  expect(firstDayToDecide('2026-03-02', 28)).toBe('2026-03-31')
  // Over the leap day of 2028: 29 days are left of February and March's first 13 follow.
  expect(firstDayToDecide('2028-02-14', 28)).toBe('2028-03-14')
  // The general exception: 2 March, five days from 3 to 7 March.
  expect(firstDayToDecide('2026-03-02', 5)).toBe('2026-03-08')
})

test('clear days are whole days, also when the clocks change among them', () => {
  expect(firstDayToDecide('2026-03-15', 28)).toBe('2026-04-13')
  expect(firstDayToDecide('2026-10-12', 28)).toBe('2026-11-10')
})

test('the time to call in is five working days after publication, over Easter too', () => {
  // Published Wednesday 1 April 2026: 2, then after Good Friday to Easter Monday 7, 8, 9 and 10 April.
  expect(callInEnds('2026-04-01', 5, england)).toBe('2026-04-10')
  // Scotland works on Easter Monday.
  expect(callInEnds('2026-04-01', 5, scotland)).toBe('2026-04-09')
  // Christmas 2026: 25 and 28 December (for Saturday 26) and 1 January are bank holidays.
  expect(callInEnds('2026-12-22', 5, england)).toBe('2026-12-31')
  expect(callInEnds('2026-12-24', 5, england)).toBe('2027-01-05')
})

test('the last days are worked back from the day pledging closes', () => {
  // Closes Friday 29 May 2026. Monday 25 May is a bank holiday, so a decision of Wednesday 20 May may be called
  // in on 21, 22, 26, 27 and 28 May. 29 days before it is 21 April.
  expect(lastDays('2026-05-29', rules(), england)).toEqual({
    publishBy: '2026-05-20',
    decideBy: '2026-05-20',
    callInEndsOn: '2026-05-28',
    noticeBy: '2026-04-21',
    exceptionBy: '2026-05-14',
  })
})

test('over Christmas and Easter the last days are working days', () => {
  // Closes Wednesday 6 January 2027: 24, 29, 30, 31 December and 4 January come after Wednesday 23; the fifth is
  // the 4th, and a decision of Thursday 24 could be called in until the 5th, which is still in time.
  expect(lastDays('2027-01-06', rules(), england)).toMatchObject({
    publishBy: '2026-12-24',
    callInEndsOn: '2027-01-05',
    noticeBy: '2026-11-25',
  })
  // Closes Tuesday 14 April 2026: from Thursday 2 April five working days are 7, 8, 9, 10 and 13 April.
  // 29 days before it is Wednesday 4 March.
  expect(lastDays('2026-04-14', rules(), england)).toMatchObject({
    publishBy: '2026-04-02',
    callInEndsOn: '2026-04-13',
    noticeBy: '2026-03-04',
  })
})

test('a notice that would fall on a weekend is published on the Friday before', () => {
  // Closes Thursday 18 June 2026: decided Wednesday 10 June, call-in until 17 June, 29 days before is Tuesday 12 May.
  expect(lastDays('2026-06-18', rules(), england)).toMatchObject({
    decideBy: '2026-06-10',
    noticeBy: '2026-05-12',
  })
  // Closes Tuesday 16 June: decided Monday 8 June; 29 days before is Sunday 10 May, so Friday 8 May.
  expect(lastDays('2026-06-16', rules(), england)).toMatchObject({
    decideBy: '2026-06-08',
    noticeBy: '2026-05-08',
  })
})
