import { expect, test } from 'vitest'
import bankHolidays from '#prisma/data/bank-holidays.json'
import { addWorkingDays, divisionOf, isWorkingDay, lastWorkingDay } from './working-days.ts'

const holidaysOf = (division: string) =>
  bankHolidays.filter((each) => each.division === division).map(({ date }) => date)
const england = holidaysOf('england-and-wales')
const scotland = holidaysOf('scotland')

test('weekends and bank holidays are not working days', () => {
  expect(isWorkingDay('2026-04-02', england)).toBe(true)
  expect(isWorkingDay('2026-04-03', england)).toBe(false)
  expect(isWorkingDay('2026-04-04', england)).toBe(false)
  expect(isWorkingDay('2026-04-05', england)).toBe(false)
  expect(isWorkingDay('2026-04-06', england)).toBe(false)
})

test('Scotland works on Easter Monday and rests on 2 January', () => {
  expect(isWorkingDay('2026-04-06', scotland)).toBe(true)
  expect(isWorkingDay('2026-01-02', scotland)).toBe(false)
  expect(isWorkingDay('2026-01-02', england)).toBe(true)
})

test.each([
  ['2026-03-02', 8, '2026-03-11'],
  ['2026-04-02', 8, '2026-04-15'],
  ['2026-03-07', 1, '2026-03-09'],
  ['2026-03-06', 1, '2026-03-06'],
  ['2026-02-28', 8, '2026-03-11'],
  ['2026-04-03', 8, '2026-04-16'],
])('a standstill from %s of %i working days ends on %s', (from, count, last) => {
  expect(lastWorkingDay(from, count, england)).toBe(last)
})

test('a holiday of one nation lengthens the standstill of that nation only', () => {
  expect(lastWorkingDay('2026-11-27', 8, scotland)).toBe('2026-12-09')
  expect(lastWorkingDay('2026-11-27', 8, england)).toBe('2026-12-08')
})

test.each([
  ['2026-03-02', '2026-03-12'],
  ['2026-04-02', '2026-04-16'],
])('after a standstill of 8 working days from %s the contract may be signed on %s', (from, to) => {
  expect(addWorkingDays(lastWorkingDay(from, 8, england), 1, england)).toBe(to)
})

test.each([
  ['2026-12-24', 1, '2026-12-29'],
  ['2026-12-25', 1, '2026-12-29'],
  ['2026-05-01', 5, '2026-05-11'],
  ['2026-05-01', 0, '2026-05-01'],
])('from %s, %i working days later is %s', (day, count, later) => {
  expect(addWorkingDays(day, count, england)).toBe(later)
})

test('each nation has its list', () => {
  expect(divisionOf('England')).toBe('england-and-wales')
  expect(divisionOf('Wales')).toBe('england-and-wales')
  expect(divisionOf('Scotland')).toBe('scotland')
  expect(divisionOf('Northern Ireland')).toBe('northern-ireland')
})
