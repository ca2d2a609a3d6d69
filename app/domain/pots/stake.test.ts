import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, splitByWeight, type Pence } from '#app/core/money.ts'
import { leftOf, listTakeable, splitOverStakes, type Stake } from './stake.ts'

const stake = (funderId: string, put: Pence, changes: Partial<Stake> = {}): Stake => ({
  funderId,
  putInPence: put,
  takenBackPence: 0n,
  bornePence: 0n,
  ...changes,
})
const sums = (shares: { amountPence: Pence }[]) => shares.map(({ amountPence }) => amountPence)
const total = (pence: Pence[]) => pence.reduce((sum, one) => sum + one, 0n)

test('three million and one million bear a payment three to one, the odd penny to the larger remainder', () => {
  const stakes = [stake('a', pounds(3_000_000)), stake('b', pounds(1_000_000))]
  // £100.01: 75.0075 and 25.0025, so the odd penny is the first one’s.
  expect(splitOverStakes(10_001n, stakes)).toEqual([
    { funderId: 'a', amountPence: 7_501n },
    { funderId: 'b', amountPence: 2_500n },
  ])
  // £100.03: 75.0225 and 25.0075.
  expect(sums(splitOverStakes(10_003n, stakes))).toEqual([7_502n, 2_501n])
})

test('who has less left than its part bears what it has, and the others the rest', () => {
  const stakes = [stake('spent', 100n, { bornePence: 90n }), stake('b', 100n), stake('c', 100n)]
  expect(sums(splitOverStakes(90n, stakes))).toEqual([10n, 40n, 40n])
})

test('each may take back its share of what is available, whoever comes first', () => {
  const before = [stake('a', 100n), stake('b', 100n)]
  expect(sums(listTakeable(100n, before))).toEqual([50n, 50n])

  const after = [stake('a', 100n, { takenBackPence: 50n }), stake('b', 100n)]
  expect(sums(listTakeable(50n, after))).toEqual([0n, 50n])
})

test('who joins after everything was spent takes back its own money only', () => {
  const stakes = [stake('early', 100n, { bornePence: 100n }), stake('late', 60n)]
  expect(sums(listTakeable(60n, stakes))).toEqual([0n, 60n])
})

const anyStake = fc
  .tuple(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 100n), fc.bigInt(0n, 100n))
  .map(([put, taken, borne]) => {
    const takenBackPence = (put * taken) / 200n
    return { putInPence: put, takenBackPence, bornePence: ((put - takenBackPence) * borne) / 100n }
  })
const anyStakes = fc
  .array(anyStake, { minLength: 1, maxLength: 8 })
  .map((stakes) => stakes.map((one, place) => ({ ...one, funderId: `funder ${place}` })))

test('whatever is paid, the shares add up to it and nobody bears more than they have left', () => {
  fc.assert(
    fc.property(anyStakes, fc.bigInt(0n, 1_000n), (stakes, part) => {
      const paid = (total(stakes.map(leftOf)) * part) / 1_000n
      const shares = splitOverStakes(paid, stakes)
      expect(total(sums(shares))).toBe(paid)
      for (const { funderId, amountPence } of shares) {
        const own = stakes.find((one) => one.funderId === funderId)
        expect(own && amountPence <= leftOf(own)).toBe(true)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('while nobody is short it is plain largest remainder by what each has in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt(1n, 10n ** 10n), { minLength: 1, maxLength: 6 }),
      fc.bigInt(1n, 1_000n),
      (put, part) => {
        const paid = (total(put) * part) / 10_000n
        const shares = splitOverStakes(
          paid,
          put.map((pence, n) => stake(String(n), pence)),
        )
        const plain = splitByWeight(paid, put)
        expect(sums(shares)).toEqual(plain.filter((pence) => pence > 0n))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('in whatever order funders take all they may, in as many goes, each gets the same', () => {
  fc.assert(
    fc.property(anyStakes, fc.bigInt(0n, 1_000n), fc.nat(), (any, part, seed) => {
      const stakes = any.map((one) => ({ ...one, takenBackPence: 0n }))
      const availablePence = (total(stakes.map(leftOf)) * part) / 1_000n
      const fair = sums(listTakeable(availablePence, stakes))
      expect(total(fair)).toBe(availablePence)

      let left = availablePence
      for (const place of [...stakes.keys(), ...stakes.keys()].map(
        (n) => (n + seed) % stakes.length,
      )) {
        const may = listTakeable(left, stakes)[place]?.amountPence ?? 0n
        const some = may > 1n ? may / 2n : may
        const own = stakes[place]
        if (own) own.takenBackPence += some
        left -= some
      }
      for (const [place, { amountPence }] of listTakeable(left, stakes).entries())
        expect((stakes[place]?.takenBackPence ?? 0n) + amountPence).toBe(fair[place])
    }),
    { numRuns: 1_000 },
  )
})
