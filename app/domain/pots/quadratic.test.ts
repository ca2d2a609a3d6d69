import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, type Pence } from '#app/core/money.ts'
import { shareOut, type Contribution, type SharingOut } from './quadratic.ts'

/** { a: [100, 400] } is two councils that pledged so many pence to challenge a. */
const pledged = (sums: Record<string, number[]>): Contribution[] =>
  Object.entries(sums).flatMap(([challengeId, all]) =>
    all.map((pence, place) => ({
      challengeId,
      councilId: `council ${place}`,
      amountPence: BigInt(pence),
    })),
  )
const shares = (potPence: Pence, sums: Record<string, number[]>, more: Partial<SharingOut> = {}) =>
  Object.fromEntries(
    shareOut({ potPence, contributions: pledged(sums), scalesUp: true, ...more }).shares.map(
      (one) => [one.challengeId, one.sharePence],
    ),
  )

test('by hand: (√1 + √1 + √1 + √1)² − 4 = 12 beside (√4)² − 4 = 0', () => {
  expect(shares(1_200n, { four: [1, 1, 1, 1], one: [4] })).toEqual({ four: 1_200n, one: 0n })
  const { shares: all } = shareOut({
    potPence: 1_200n,
    scalesUp: true,
    contributions: pledged({ four: [1, 1, 1, 1], one: [4] }),
  })
  expect(all.map((share) => share.strengthPence)).toEqual([12n, 0n])
})

test('by hand: two times 5,000, whose roots have no end, are worth 10,000 and not a penny less', () => {
  // (√5000 + √5000)² − 10000 = 4 × 5000 − 10000.
  const answer = shareOut({ potPence: 99_999n, contributions: pledged({ a: [5_000, 5_000] }) })
  expect(answer).toMatchObject({ sharedPence: 10_000n, leftPence: 89_999n })
  expect(answer.shares).toMatchObject([{ strengthPence: 10_000n, sharePence: 10_000n }])
})

test('as published: 9, 4 and 1 given by three people make a square of 36', () => {
  // MUQA, "Quadratic funding explained": sides of 3, 2 and 1, so 36 together, of which 14 were given.
  const answer = shareOut({ potPence: 22n, contributions: pledged({ a: [9, 4, 1] }) })
  expect(answer.shares).toMatchObject([{ pledgedPence: 14n, strengthPence: 22n, sharePence: 22n }])
})

test('by hand: strengths 12, 8 and 4 share 2,400 as 1,200, 800 and 400', () => {
  // (1+1+1+1)² − 4 = 12; (2+2)² − 8 = 8; (1+2)² − 5 = 4.
  const sums = { a: [1, 1, 1, 1], b: [4, 4], c: [1, 4] }
  expect(shares(2_400n, sums)).toEqual({ a: 1_200n, b: 800n, c: 400n })
})

test('by hand: a cap of 40% sends its excess to the others in proportion', () => {
  // a stops at 960; 1,440 is left for b and c as 8 : 4, and 960 is the cap of b exactly.
  const sums = { a: [1, 1, 1, 1], b: [4, 4], c: [1, 4] }
  const capped = { challengeShareBasisPoints: 4_000 }
  expect(shares(2_400n, sums, capped)).toEqual({ a: 960n, b: 960n, c: 480n })
})

test('by hand: an excess that lifts another over its cap is shared out again', () => {
  // At 36% the cap is 864. a gives back 336; b would have 1,024, so it stops too; c gets the rest.
  const sums = { a: [1, 1, 1, 1], b: [4, 4], c: [1, 4] }
  const capped = { challengeShareBasisPoints: 3_600 }
  expect(shares(2_400n, sums, capped)).toEqual({ a: 864n, b: 864n, c: 672n })
})

test('where the squares come to less than the pot, each gets its own and the rest is left', () => {
  // Strengths 12 and 8: together 20. At 21 a penny is left, at 20 none, at 19 all is shared as 12 : 8.
  const sums = { a: [1, 1, 1, 1], b: [4, 4] }
  const give = (potPence: Pence, scalesUp?: boolean) =>
    shareOut({ potPence, contributions: pledged(sums), scalesUp })
  expect(give(21n)).toMatchObject({ sharedPence: 20n, leftPence: 1n })
  expect(give(21n).shares.map(({ sharePence }) => sharePence)).toEqual([12n, 8n])
  expect(give(20n)).toMatchObject({ sharedPence: 20n, leftPence: 0n })
  expect(give(19n)).toMatchObject({ sharedPence: 19n, leftPence: 0n })
  // 11.4 and 7.6: the larger remainder gets the penny.
  expect(give(19n).shares.map(({ sharePence }) => sharePence)).toEqual([11n, 8n])
  expect(give(100n, true)).toMatchObject({ sharedPence: 100n, leftPence: 0n })
})

test('also where the pot is not used up, the excess over a cap goes to the others', () => {
  // a would have 12 and stops at 10 (a tenth of 100); b and c share the other 14 as 8 : 4, also within 10.
  const sums = { a: [1, 1, 1, 1], b: [4, 4], c: [1, 4] }
  const answer = shareOut({
    potPence: 100n,
    contributions: pledged(sums),
    challengeShareBasisPoints: 1_000,
  })
  expect(answer.shares.map(({ sharePence }) => sharePence)).toEqual([10n, 9n, 5n])
  expect(answer.leftPence).toBe(76n)
})

test('what nobody can take is left; unset is no cap, and zero gives nothing', () => {
  const sums = { a: [1, 1], b: [1, 1] }
  const give = (challengeShareBasisPoints: number | undefined) =>
    shareOut({
      potPence: 1_000n,
      contributions: pledged(sums),
      challengeShareBasisPoints,
      scalesUp: true,
    })
  expect(give(undefined).leftPence).toBe(0n)
  expect(give(5_000).leftPence).toBe(0n)
  expect(give(4_999).leftPence).toBe(2n)
  expect(give(0).leftPence).toBe(1_000n)
})

test('one council alone adds nothing, however much it pledges', () => {
  expect(shares(1_000n, { alone: [3], pair: [2, 3] })).toEqual({ alone: 0n, pair: 1_000n })
  expect(shareOut({ potPence: 9n, contributions: pledged({ a: [7] }) }).leftPence).toBe(9n)
  expect(shareOut({ potPence: 9n, contributions: [] })).toEqual({
    shares: [],
    sharedPence: 0n,
    leftPence: 9n,
  })
})

test('several pledges of one council count as one', () => {
  const twice = [1n, 3n].map((amountPence) => ({ challengeId: 'a', councilId: 'x', amountPence }))
  const once = [{ challengeId: 'a', councilId: 'x', amountPence: 4n }]
  const other = pledged({ b: [1, 4], a: [9] })
  const answer = (own: Contribution[]) =>
    shareOut({ potPence: 777n, contributions: [...other, ...own] })
  expect(answer(twice)).toEqual(answer(once))
})

test('a challenge takes no more than its gap, and of equal remainders the lower id gets the penny', () => {
  const sums = { b: [1, 1], a: [1, 1], c: [1, 1] }
  expect(shares(100n, sums)).toEqual({ a: 34n, b: 33n, c: 33n })
  const mostFor = (id: string) => (id === 'a' ? 10n : undefined)
  expect(shares(100n, sums, { mostFor })).toEqual({ a: 10n, b: 45n, c: 45n })
})

test('roots of sums that are no squares: strengths 2√2 and 2√6 share out as 1 : √3', () => {
  // £10,000,000,000 over 1 + √3: worked out to twenty digits with a desk calculator.
  const answer = shares(1_000_000_000_000n, { a: [1, 2], b: [2, 3] })
  expect(answer).toEqual({ a: 366_025_403_784n, b: 633_974_596_216n })
})

const anySums = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 12 }),
  { minKeys: 1 },
)
const anyPot = fc.bigInt({ min: 0n, max: pounds(5_000_000) })

test('any round: the shares and what is left are the pot, and no cap is passed', () => {
  fc.assert(
    fc.property(anySums, anyPot, fc.integer({ min: 0, max: 10_000 }), (sums, potPence, most) => {
      const contributions = pledged(sums)
      const answer = shareOut({ potPence, contributions, challengeShareBasisPoints: most })
      const total = answer.shares.reduce((sum, { sharePence }) => sum + sharePence, 0n)
      expect(total + answer.leftPence).toBe(potPence)
      for (const { sharePence, capPence } of answer.shares)
        expect(sharePence).toBeLessThanOrEqual(capPence ?? potPence)
      expect(
        shareOut({
          potPence,
          contributions: contributions.reverse(),
          challengeShareBasisPoints: most,
        }),
      ).toEqual(answer)
    }),
  )
})

/** Apart from the code: floating point, and the excess passed on round by round as Gitcoin describes it. */
function asPublished(pot: number, sums: Record<string, number[]>, cap: number) {
  const strength = Object.entries(sums).map(([id, all]) => {
    const roots = all.reduce((sum, one) => sum + Math.sqrt(one), 0)
    return { id, weight: all.length < 2 ? 0 : roots ** 2 - all.reduce((sum, one) => sum + one, 0) }
  })
  const given = new Map(strength.map(({ id }) => [id, 0]))
  let excess = pot
  for (let turn = 0; turn < 1_000 && excess > 1e-9; turn++) {
    const open = strength.filter(({ id, weight }) => weight > 0 && (given.get(id) ?? 0) < cap)
    const weights = open.reduce((sum, { weight }) => sum + weight, 0)
    if (weights === 0) break
    const toShare = excess
    excess = 0
    for (const { id, weight } of open) {
      const next = (given.get(id) ?? 0) + (toShare * weight) / weights
      excess += Math.max(0, next - cap)
      given.set(id, Math.min(cap, next))
    }
  }
  return given
}

test('any round comes within a penny of the published method worked round by round', () => {
  fc.assert(
    fc.property(anySums, fc.integer({ min: 500, max: 10_000 }), (sums, most) => {
      const potPence = 1_000_000n
      const contributions = pledged(sums)
      const { shares: ours } = shareOut({
        potPence,
        contributions,
        scalesUp: true,
        challengeShareBasisPoints: most,
      })
      const theirs = asPublished(1_000_000, sums, most * 100)
      for (const { challengeId, sharePence } of ours)
        expect(Math.abs(Number(sharePence) - (theirs.get(challengeId) ?? 0))).toBeLessThan(1.01)
    }),
  )
})
