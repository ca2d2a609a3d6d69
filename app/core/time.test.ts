import { expect, test } from 'vitest'
import {
  addDays,
  dateOf,
  DayInput,
  dayOf,
  daysLeft,
  endOfDay,
  formatDate,
  formatDateTime,
  formatDay,
  formatDaysLeft,
  formatFinancialYear,
  formatShortDate,
  formatTime,
  formatTimeRange,
  londonDay,
  londonInstant,
  londonTime,
  startOfDay,
  TimeInput,
} from './time.ts'

test.each([
  ['2027-01-15', '09:00', '2027-01-15T09:00:00.000Z'],
  ['2027-07-15', '09:00', '2027-07-15T08:00:00.000Z'],
  ['2027-07-15', '00:30', '2027-07-14T23:30:00.000Z'],
  ['2027-03-28', '00:59', '2027-03-28T00:59:00.000Z'],
  ['2027-03-28', '02:00', '2027-03-28T01:00:00.000Z'],
  ['2027-10-31', '00:59', '2027-10-30T23:59:00.000Z'],
  ['2027-10-31', '02:00', '2027-10-31T02:00:00.000Z'],
  ['2028-02-29', '12:00', '2028-02-29T12:00:00.000Z'],
])('%s at %s in London is %s', (day, time, instant) => {
  expect(londonInstant(day, time).toISOString()).toBe(instant)
  expect(londonDay(londonInstant(day, time))).toBe(day)
  expect(londonTime(londonInstant(day, time))).toBe(time)
})

test('a time that happens twice in October is the first', () => {
  expect(londonInstant('2027-10-31', '01:30').toISOString()).toBe('2027-10-31T00:30:00.000Z')
})

test('a time skipped in March moves on by an hour', () => {
  const at = londonInstant('2027-03-28', '01:30')

  expect(at.toISOString()).toBe('2027-03-28T01:30:00.000Z')
  expect(londonTime(at)).toBe('02:30')
})

test('days last 23 and 25 hours when the clocks change', () => {
  const hours = (day: string) => (endOfDay(day).getTime() - startOfDay(day).getTime()) / 3_600_000

  expect(hours('2027-03-28')).toBe(23)
  expect(hours('2027-10-31')).toBe(25)
  expect(hours('2027-06-01')).toBe(24)
})

test('late on a summer evening it is already tomorrow in London', () => {
  expect(londonDay(new Date('2027-06-30T23:00:00Z'))).toBe('2027-07-01')
  expect(londonDay(new Date('2027-06-30T22:59:59Z'))).toBe('2027-06-30')
})

test('a date column is printed as the day it holds, in winter and in summer', () => {
  expect(formatDate(dateOf('2027-10-29'))).toBe('Friday 29 October 2027')
  expect(formatDate(dateOf('2027-01-01'))).toBe('Friday 1 January 2027')
  expect(dayOf(dateOf('2028-02-29'))).toBe('2028-02-29')
})

test('dates are printed in full, as a day and short', () => {
  expect(formatDate('2027-09-14')).toBe('Tuesday 14 September 2027')
  expect(formatDay('2027-09-14')).toBe('14 September 2027')
  expect(formatShortDate('2027-09-14')).toBe('14 Sept 2027')
  expect(formatShortDate(new Date('2027-10-28T23:30:00Z'))).toBe('29 Oct 2027')
})

test.each([
  ['00:00', 'midnight'],
  ['00:05', '12:05am'],
  ['09:40', '9:40am'],
  ['11:30', '11:30am'],
  ['12:00', 'noon'],
  ['12:30', '12:30pm'],
  ['17:00', '5pm'],
])('%s is printed as %s', (time, text) => {
  expect(formatTime(londonInstant('2027-09-14', time))).toBe(text)
})

test('a time with its day, and a range', () => {
  const at = (time: string) => londonInstant('2027-09-14', time)

  expect(formatDateTime(at('09:40'))).toBe('9:40am, Tuesday 14 September 2027')
  expect(formatTimeRange(at('10:00'), at('12:45'))).toBe('10am to 12:45pm')
})

test('closing day itself is open until midnight in London', () => {
  expect(daysLeft('2027-06-30', new Date('2027-06-30T22:59:59Z'))).toBe(0)
  expect(daysLeft('2027-06-30', new Date('2027-06-30T23:00:00Z'))).toBe(-1)
  expect(daysLeft(dateOf('2028-03-01'), new Date('2028-02-28T12:00:00Z'))).toBe(2)
})

test.each([
  ['2027-06-29', 'closed'],
  ['2027-06-30', 'closes today'],
  ['2027-07-01', '1 day left'],
  ['2027-07-12', '12 days left'],
])('on 30 June, a round closing on %s: %s', (day, text) => {
  expect(formatDaysLeft(day, new Date('2027-06-30T09:00:00Z'))).toBe(text)
})

test('a financial year begins on 1 April', () => {
  expect(formatFinancialYear('2028-03-31')).toBe('2027 to 2028')
  expect(formatFinancialYear('2028-04-01')).toBe('2028 to 2029')
})

test('adding days crosses a leap day and both clock changes', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29')
  expect(addDays('2027-10-30', 2)).toBe('2027-11-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
})

test.each(['2027-02-29', '2027-13-01', '2027-00-10', '0001-01-01', '29/10/2027', ''])(
  '"%s" is not a day',
  (text) => {
    expect(DayInput.safeParse(text).success).toBe(false)
  },
)

test('a leap day is a day', () => {
  expect(DayInput.parse('2028-02-29')).toBe('2028-02-29')
})

test('times are on a 24-hour clock', () => {
  expect(TimeInput.parse('23:59')).toBe('23:59')
  expect(TimeInput.safeParse('24:00').success).toBe(false)
})
