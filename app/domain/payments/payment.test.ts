import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paymentState, splitOverFunders, type Funding } from './payment.ts'

const pot = (potId: string, leftPence: bigint): Funding => ({
  potId,
  name: potId,
  leftPence,
  awaitedPence: 0n,
})

test('a payment is split by what each has left, and nobody with nothing left appears', () => {
  const shares = splitOverFunders(100n, [pot('a', 200n), pot('b', 100n), pot('c', 0n)])

  expect(shares).toEqual([
    { potId: 'a', amountPence: 67n },
    { potId: 'b', amountPence: 33n },
  ])
})

test('more than all funders have left is never asked of them', () => {
  expect(() => splitOverFunders(101n, [pot('a', 100n)])).toThrow('Invariant broken')
})

test('whatever the milestones, nobody pays more than they have and the last one takes every penny', () => {
  const sums = fc.array(fc.bigInt({ min: 1n, max: 10_000_000n }), { minLength: 1, maxLength: 30 })
  const cuts = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 8 })

  fc.assert(
    fc.property(sums, cuts, (lefts, weights) => {
      let funders = lefts.map((left, place) => pot(String(place), left))
      const total = lefts.reduce((sum, left) => sum + left, 0n)
      const whole = weights.reduce((sum, weight) => sum + weight, 0n)
      const prices = weights.map((weight) => (total * weight) / whole)
      prices[0] = (prices[0] ?? 0n) + total - prices.reduce((sum, price) => sum + price, 0n)

      for (const price of prices) {
        const shares = splitOverFunders(price, funders)
        expect(shares.reduce((sum, share) => sum + share.amountPence, 0n)).toBe(price)
        funders = funders.map((funder, place) => {
          const share = shares.find((each) => 'potId' in each && each.potId === String(place))
          const leftPence = funder.leftPence - (share?.amountPence ?? 0n)
          expect(leftPence).toBeGreaterThanOrEqual(0n)
          return { ...funder, leftPence }
        })
      }
      expect(funders.every((funder) => funder.leftPence === 0n)).toBe(true)
    }),
  )
})

test.each([
  ['approved', { paymentFileId: null, sentAt: null, settledAt: null }],
  ['in-file', { paymentFileId: 'f', sentAt: null, settledAt: null }],
  ['sent', { paymentFileId: 'f', sentAt: new Date(0), settledAt: null }],
  ['settled', { paymentFileId: 'f', sentAt: new Date(0), settledAt: new Date(1) }],
])('a payment is %s by what has happened', (state, facts) => {
  expect(paymentState(facts)).toBe(state)
})
