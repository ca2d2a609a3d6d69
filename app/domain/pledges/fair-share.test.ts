import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { suggestShares, shareWays, type Sharer } from './fair-share.ts'

const sharer = (
  councilId: string,
  population: number | null,
  volumePerYear: number | null = null,
): Sharer => ({
  councilId,
  name: councilId,
  population,
  volumePerYear,
})
const free = { leastPence: 0n, mostPence: undefined }
const three = [sharer('a', 500_000), sharer('b', 300_000), sharer('c', 200_000)]
const shares = (...asked: Parameters<typeof suggestShares>) =>
  suggestShares(...asked).shares.map(({ amountPence }) => Number(amountPence) / 100)

test('equal shares differ by a pound at most, and the pound over goes to who came first', () => {
  expect(shares('equal', { sumPence: pounds(100), sharers: three }, free)).toEqual([34, 33, 33])
})

test('shares by population follow it', () => {
  expect(shares('population', { sumPence: pounds(480_000), sharers: three }, free)).toEqual([
    240_000, 144_000, 96_000,
  ])
})

test('the least raises the small, the most cuts the large, and the rest is shared out again', () => {
  const wanted = { sumPence: pounds(1_000), sharers: three }
  expect(shares('population', wanted, { ...free, leastPence: pounds(250) })).toEqual([
    469, 281, 250,
  ])
  expect(shares('population', wanted, { ...free, mostPence: pounds(400) })).toEqual([400, 360, 240])
  expect(shares('population', wanted, { leastPence: pounds(300), mostPence: pounds(400) })).toEqual(
    [400, 300, 300],
  )
})

test('pence over are asked for as a pound', () => {
  const { sumPence, shares: all } = suggestShares(
    'equal',
    { sumPence: 10_050n, sharers: three },
    free,
  )
  expect(sumPence).toBe(pounds(101))
  expect(all.map(({ amountPence }) => amountPence)).toEqual([pounds(34), pounds(34), pounds(33)])
})

test('a council without the number is left out and said so, and the rest still add up', () => {
  const some = [sharer('a', 1, 300), sharer('b', 1), sharer('c', 1, 100)]
  const found = suggestShares('volume', { sumPence: pounds(400), sharers: some }, free)
  expect(found.leftOut.map(({ name }) => name)).toEqual(['b'])
  expect(found.shares).toEqual([
    {
      councilId: 'a',
      amountPence: pounds(300),
      working: '300 of 400 cases a year, so that part of £400.',
    },
    {
      councilId: 'c',
      amountPence: pounds(100),
      working: '100 of 400 cases a year, so that part of £400.',
    },
  ])
})

test.each([
  [
    { leastPence: pounds(34), mostPence: undefined },
    '3 councils at £34 or more come to above £100.',
  ],
  [{ leastPence: 0n, mostPence: pounds(33) }, '3 councils at £33 or less do not reach £100.'],
  [{ leastPence: pounds(20), mostPence: pounds(19) }, 'The most, £19, is below the least, £20.'],
])('it says when it cannot be done', (bounds, cannot) => {
  expect(suggestShares('equal', { sumPence: pounds(100), sharers: three }, bounds)).toMatchObject({
    shares: [],
    cannot,
  })
})

test('nobody to share with is said too', () => {
  expect(suggestShares('volume', { sumPence: pounds(1), sharers: three }, free).cannot).toBe(
    'No council has given the number this way needs.',
  )
})

test('shares add up exactly, within least and most, and never turn the order of weights round', () => {
  const number = fc.option(fc.integer({ min: 0, max: 2_000_000 }))
  const some = fc.array(fc.record({ population: number, volumePerYear: number }), { maxLength: 40 })
  const bound = fc.integer({ min: 0, max: 40_000 })
  fc.assert(
    fc.property(
      fc.constantFrom(...shareWays),
      some,
      fc.bigInt({ min: 1n, max: 60_000_000n }),
      bound,
      fc.option(bound),
      (way, asked, sumPence, least, most) => {
        const sharers = asked.map((one, place) => ({ ...one, councilId: `${place}`, name: '' }))
        const bounds = {
          leastPence: pounds(least),
          mostPence: most === null ? undefined : pounds(most),
        }
        const found = suggestShares(way, { sumPence, sharers }, bounds)
        expect(found.shares.length === 0).toBe(found.cannot !== undefined)
        if (found.cannot) return
        const sums = found.shares.map(({ amountPence }) => amountPence)
        expect(sums.reduce((all, one) => all + one, 0n)).toBe(found.sumPence)
        expect(found.sumPence - sumPence).toBeLessThan(100n)
        expect(found.shares.length + found.leftOut.length).toBe(sharers.length)
        for (const one of sums) {
          expect(one).toBeGreaterThanOrEqual(bounds.leastPence)
          expect(one).toBeLessThanOrEqual(bounds.mostPence ?? one)
          expect(one % 100n).toBe(0n)
        }
        const byWeight = found.shares
          .map(({ councilId, amountPence }) => {
            const { population, volumePerYear } = sharers[Number(councilId)] ?? {}
            const weight = way === 'equal' ? 1 : way === 'population' ? population : volumePerYear
            return { weight: weight ?? 0, amountPence }
          })
          .toSorted((a, b) => a.weight - b.weight)
        for (const [place, one] of byWeight.entries())
          expect(one.amountPence + pounds(1)).toBeGreaterThanOrEqual(
            byWeight[place - 1]?.amountPence ?? 0n,
          )
      },
    ),
    { numRuns: 500 },
  )
})
