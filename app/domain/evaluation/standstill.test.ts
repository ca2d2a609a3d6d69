import { expect, test } from 'vitest'
import { dateOf } from '#app/core/time.ts'
import { divisionOf, isStandstillOver, lastStandstillDay } from './standstill.ts'

const easter = new Set(['2026-04-03', '2026-04-06'])

test.each([
  ['2026-03-02', '2026-03-11'],
  ['2026-04-02', '2026-04-15'],
])('published on %s, eight working days end on %s', (publishedOn, lastDay) => {
  expect(lastStandstillDay(publishedOn, 8, easter)).toBe(lastDay)
})

test('a day of publication that is no working day does not count', () => {
  expect(lastStandstillDay('2026-02-28', 8, easter)).toBe('2026-03-11')
  expect(lastStandstillDay('2026-04-03', 8, easter)).toBe('2026-04-16')
})

test('a holiday of one nation lengthens the standstill of that nation only', () => {
  const saintAndrew = new Set(['2026-11-30'])

  expect(lastStandstillDay('2026-11-27', 8, saintAndrew)).toBe('2026-12-09')
  expect(lastStandstillDay('2026-11-27', 8, new Set())).toBe('2026-12-08')
  expect(['Scotland', 'Wales', 'England', 'Northern Ireland'].map(divisionOf)).toEqual([
    'scotland',
    'england-and-wales',
    'england-and-wales',
    'northern-ireland',
  ])
})

test('an award may be confirmed from midnight after the last day, in London', () => {
  const award = { standstillEndsOn: dateOf('2026-04-15') }

  expect(isStandstillOver(award, new Date('2026-04-15T23:59:59+01:00'))).toBe(false)
  expect(isStandstillOver(award, new Date('2026-04-16T00:00:00+01:00'))).toBe(true)
  expect(isStandstillOver({ standstillEndsOn: null }, new Date('2099-01-01'))).toBe(false)
})
