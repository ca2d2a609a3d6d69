import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { forecastOf, type DayOfUse } from './forecast.ts'

const today = '2027-06-30'
const forecast = (uses: DayOfUse[], changes: Partial<Parameters<typeof forecastOf>[0]> = {}) =>
  forecastOf({ availablePence: pounds(900), uses, firstOn: '2026-01-01', today, ...changes })
const use = (on: string, sum: number): DayOfUse => ({ on, pence: pounds(sum) })

test('two paces give two days, worked out by hand', () => {
  // £300 in 30 days is £10 a day: 90 days. £300 in 90 days is £3.33 a day: 270 days.
  expect(forecast([use('2027-06-01', 300)])).toEqual({
    kind: 'range',
    earliestOn: '2027-09-28',
    latestOn: '2028-03-26',
    paces: [
      { days: 30, usedPence: pounds(300), usedUpOn: '2027-09-28' },
      { days: 90, usedPence: pounds(300), usedUpOn: '2028-03-26' },
    ],
  })
})

test('the first day of 30 is 1 June, and the day before it is not of them', () => {
  expect(forecast([use('2027-05-31', 300)])).toMatchObject({
    kind: 'range',
    earliestOn: '2028-03-26',
    latestOn: undefined,
    paces: [{ usedPence: 0n, usedUpOn: undefined }, { usedPence: pounds(300) }],
  })
})

test('what came back counts against, and a pot that does not fall has no day', () => {
  const uses = [use('2027-06-10', 300), use('2027-06-20', -300)]
  expect(forecast(uses)).toMatchObject({ kind: 'not-falling' })
  expect(forecast([])).toMatchObject({ kind: 'not-falling' })
})

test('part of a day is a day', () => {
  const at = (availablePence: bigint) => {
    const answer = forecast([use('2027-06-01', 30)], { availablePence })
    return answer.kind === 'range' ? answer.earliestOn : answer.kind
  }
  expect([at(pounds(1)), at(pounds(1) + 1n), at(1n)]).toEqual([
    '2027-07-01',
    '2027-07-02',
    '2027-07-01',
  ])
})

test('less than 28 days say nothing; a younger pot has one pace, of all its days', () => {
  const uses = [use('2027-06-20', 280)]
  expect(forecast(uses, { firstOn: '2027-06-04' })).toEqual({
    kind: 'too-little',
    days: 27,
    needed: 28,
  })
  expect(forecast(uses, { firstOn: '2027-06-03' })).toMatchObject({
    kind: 'range',
    earliestOn: '2027-09-28',
    latestOn: '2027-09-28',
    paces: [{ days: 28 }],
  })
})

test('an empty pot is used up, and ten years off is no forecast', () => {
  expect(forecast([use('2027-06-01', 300)], { availablePence: 0n })).toEqual({ kind: 'used-up' })
  const wide = { availablePence: pounds(350_000_000) }
  expect(forecast([use('2027-06-01', 300)], wide)).toMatchObject({ kind: 'not-falling' })
})
