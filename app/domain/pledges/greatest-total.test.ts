import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { amountAt, greatestTotal, type Limit } from './greatest-total.ts'

const limit = (most: number, basisPoints?: number): Limit => ({
  mostPence: pounds(most),
  basisPoints,
})
const sumAt = (limits: Limit[], total: number) =>
  limits.reduce((sum, one) => sum + amountAt(one, pounds(total)), 0n) / 100n

test('a part of the total is taken in whole pounds, and never above the most', () => {
  expect(amountAt(limit(100, 1_250), pounds(99))).toBe(pounds(12))
  expect(amountAt(limit(10, 1_250), pounds(99))).toBe(pounds(10))
  expect(amountAt(limit(10), 0n)).toBe(pounds(10))
})

test('ten per cent of a total with itself counted in is a ninth of the rest', () => {
  expect(greatestTotal([limit(90), limit(1_000, 1_000)])).toBe(100)
})

test('parts of nothing but each other are nothing, unless they make up the whole', () => {
  expect(greatestTotal([limit(100, 4_000), limit(100, 5_000)])).toBe(0)
  expect(greatestTotal([limit(100, 5_000), limit(100, 5_000)])).toBe(200)
  expect(greatestTotal([limit(100, 5_000), limit(60, 5_000)])).toBe(120)
})

test('no total above it holds, and it holds itself', () => {
  const some = fc.record({
    most: fc.integer({ min: 1, max: 60 }),
    basisPoints: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (asked) => {
      const limits = asked.map(({ most, basisPoints }) => limit(most, basisPoints))
      const found = greatestTotal(limits)
      expect(sumAt(limits, found)).toBe(BigInt(found))
      const most = asked.reduce((sum, one) => sum + one.most, 0)
      for (let total = found + 1; total <= most; total++)
        expect(sumAt(limits, total)).toBeLessThan(BigInt(total))
    }),
    { numRuns: 150 },
  )
})

test('parts that come to nearly the whole are found at once, where steps would crawl', () => {
  const even = Array.from({ length: 400 }, (_, place) => limit(50_000 + 7_001 * place, 25))
  const nearly = [...even.slice(1), limit(3_000_000, 24)]
  let steps = 0
  let total = nearly.reduce((sum, one) => sum + Number(one.mostPence / 100n), 0)
  for (let next = Infinity; next !== total && steps < 2_000; steps++) {
    next = Number(sumAt(nearly, total))
    if (next < total) [total, next] = [next, Infinity]
  }

  const began = performance.now()
  const found = greatestTotal(nearly)
  const sumsUp = sumAt(nearly, found)

  expect(sumsUp).toBe(BigInt(found))
  expect(found).toBeLessThanOrEqual(total)
  expect(steps).toBeGreaterThan(100)
  expect(performance.now() - began).toBeLessThan(1_000)
  expect(greatestTotal(even)).toBeGreaterThan(0)
})
