import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { fundingScale, layOut, percentReached, share } from './bar-geometry.ts'

const childcare = {
  pledgedPence: pounds(268_500),
  matchedPence: pounds(159_125),
  waitingPence: pounds(15_500),
  targetPence: pounds(480_000),
}
const segments = (sums: typeof childcare) => [
  { kind: 'signed' as const, pence: sums.pledgedPence },
  { kind: 'match' as const, pence: sums.matchedPence },
  { kind: 'await' as const, pence: sums.waitingPence },
]

test('signed, match and waiting money lie end to end on the scale of the target', () => {
  const drawn = layOut(segments(childcare), fundingScale(childcare), 1)

  expect(drawn).toEqual([
    { kind: 'signed', x: 0, width: 55.93 },
    { kind: 'match', x: 55.93, width: 33.15 },
    { kind: 'await', x: 89.08, width: 3.22 },
  ])
})

test('a sum of zero is not drawn', () => {
  const sums = { ...childcare, matchedPence: 0n }

  expect(layOut(segments(sums), fundingScale(sums), 1).map(({ kind }) => kind)).toEqual([
    'signed',
    'await',
  ])
  expect(layOut([], pounds(1), 1)).toEqual([])
  expect(layOut(segments(sums), 0n, 1)).toEqual([])
})

test('a tiny sum is widened until it can be seen, and the next one moves along', () => {
  const drawn = layOut(
    [
      { kind: 'paid', pence: pounds(214_000) },
      { kind: 'committed', pence: pounds(398_000) },
    ],
    pounds(350_000_000),
    1.1,
  )

  expect(drawn).toEqual([
    { kind: 'paid', x: 0, width: 1.1 },
    { kind: 'committed', x: 1.1, width: 1.1 },
  ])
})

test('past the target the scale grows, so the flag moves in', () => {
  const sums = {
    pledgedPence: pounds(231_000),
    matchedPence: pounds(140_000),
    waitingPence: 0n,
    targetPence: pounds(340_000),
  }

  expect(share(sums.targetPence, fundingScale(sums))).toBe(91.64)
})

test('the stretch target joins the scale only when the target is met', () => {
  const stretchPence = pounds(600_000)
  const met = { ...childcare, targetPence: pounds(400_000) }

  expect(fundingScale({ ...childcare, stretchPence })).toBe(pounds(480_000))
  expect(fundingScale({ ...met, stretchPence })).toBe(stretchPence)
})

test('waiting money that would pass the target makes the scale grow too', () => {
  expect(fundingScale({ ...childcare, waitingPence: pounds(100_000) })).toBe(pounds(527_625))
})

test('a percentage is rounded down and survives a missing target', () => {
  expect(percentReached(pounds(427_625), pounds(480_000))).toBe(89)
  expect(percentReached(47_999_999n, 48_000_000n)).toBe(99)
  expect(percentReached(pounds(1), 0n)).toBe(0)
})

test('whatever the sums, segments stay in the bar, in order and without overlap', () => {
  const pence = fc.bigInt({ min: 0n, max: 10n ** 13n })
  const anySums = fc.record({
    pledgedPence: pence,
    matchedPence: pence,
    waitingPence: pence,
    targetPence: pence,
  })
  fc.assert(
    fc.property(anySums, (sums) => {
      let end = 0
      for (const part of layOut(segments(sums), fundingScale(sums), 2.5)) {
        expect(part.x).toBeGreaterThanOrEqual(end - 0.02)
        expect(part.width).toBeGreaterThan(0.5)
        end = part.x + part.width
      }
      expect(end).toBeLessThanOrEqual(100.1)
    }),
  )
})
