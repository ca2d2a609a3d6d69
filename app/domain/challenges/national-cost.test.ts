import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { nationalCost, type CostBearer } from './national-cost.ts'

const unitary = (population: number | null, cost: number | null): CostBearer => ({
  type: 'unitary',
  population,
  yearlyCostPence: cost === null ? null : pounds(cost),
})
const types = [
  { type: 'unitary', population: 1_000_000 },
  { type: 'county', population: 4_000_000 },
]

test('stated costs are added up exactly', () => {
  const cost = nationalCost([unitary(100_000, 20_000), unitary(200_000, 10_500)], types)

  expect(cost).toMatchObject({ coSigners: 2, stated: 2, statedPence: pounds(30_500) })
})

test('the range runs from the co-signers alone to every council of their type', () => {
  const cost = nationalCost([unitary(100_000, 20_000), unitary(100_000, null)], types)

  expect(cost.range).toEqual({ lowPence: pounds(40_000), highPence: pounds(200_000) })
})

test('each type of council is scaled by its own residents', () => {
  const county = { type: 'county', population: 2_000_000, yearlyCostPence: pounds(60_000) }
  const cost = nationalCost([unitary(500_000, 10_000), county], types)

  expect(cost.range).toEqual({ lowPence: pounds(70_000), highPence: pounds(140_000) })
})

test('without a stated cost there is no range', () => {
  expect(nationalCost([unitary(100_000, null)], types)).toEqual({
    coSigners: 1,
    stated: 0,
    statedPence: 0n,
    range: undefined,
  })
})

test('a council whose population is not known is added up but not scaled', () => {
  const cost = nationalCost([unitary(null, 5_000), unitary(100_000, 20_000)], types)

  expect(cost.statedPence).toBe(pounds(25_000))
  expect(cost.range).toEqual({ lowPence: pounds(20_000), highPence: pounds(200_000) })
})

test('an estimate is in whole thousands, half a thousand rounded up', () => {
  const cost = (pence: number) => nationalCost([unitary(1_000_000, pence)], types).range?.lowPence

  expect(cost(20_499)).toBe(pounds(20_000))
  expect(cost(20_500)).toBe(pounds(21_000))
})

test('whatever is stated, the low end is never above the high end', () => {
  const bearer = fc.record({
    type: fc.constantFrom('unitary', 'county'),
    population: fc.option(fc.integer({ min: 0, max: 9_000_000 })),
    yearlyCostPence: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
  })
  fc.assert(
    fc.property(fc.array(bearer, { maxLength: 12 }), (coSigners) => {
      const { range } = nationalCost(coSigners, types)
      if (range) expect(range.lowPence <= range.highPence).toBe(true)
    }),
  )
})
