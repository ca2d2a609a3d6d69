import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, type Pence } from '#app/core/money.ts'
import { amountByRule } from './match-amount.ts'
import { lowerMatch, type HeldMatch } from './lower-match.ts'
import { stoppedAt, type Working } from './match-step.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { describeWorking } from './working-words.ts'

type Wanted = {
  terms?: StoredTerms
  pledged?: Pence
  held?: Pence
  place?: number
  hasBonus?: boolean
}

/** A match as it was committed, stopped by the pot where it holds less than the rule wanted. */
function match({ terms = { basisPoints: 10_000 }, ...wanted }: Wanted): HeldMatch {
  const rule = RuleTerms.parse(terms)
  const targetPence = pounds(100_000)
  const { wantedPence, working } = amountByRule(rule, {
    amountPence: wanted.pledged ?? pounds(25_000),
    councilCount: wanted.place ?? 1,
    councilPlace: wanted.place ?? 1,
    challenge: { targetPence },
    hasBonus: wanted.hasBonus ?? false,
  })
  const heldPence = wanted.held ?? wantedPence
  const stop =
    heldPence < wantedPence ? [stoppedAt('pot', { cap: undefined, room: heldPence })] : []
  return {
    matchId: 'm',
    terms: rule,
    targetPence,
    heldPence,
    boundBy: stop.length > 0 ? 'pot' : undefined,
    working: [...working, ...stop],
  }
}

test('a lowered pledge keeps what its rule adds to the lower sum, with the step in words', () => {
  const lowered = lowerMatch(match({ terms: { basisPoints: 2_500 } }), pounds(10_000))

  expect(lowered).toMatchObject({
    fromPence: pounds(6_250),
    toPence: pounds(2_500),
    wantedPence: pounds(2_500),
    boundBy: undefined,
  })
  expect(describeWorking(lowered.working)).toEqual([
    '£25,000 pledged.',
    '25p for every £1: £6,250.',
    'The pledge was lowered to £10,000. The rule adds £2,500 to that.',
  ])
})

test('a match that was stopped keeps what it holds until the rule adds less than that', () => {
  const held = match({ held: pounds(5_000) })

  const above = lowerMatch(held, pounds(5_001))
  expect(above).toMatchObject({
    toPence: pounds(5_000),
    wantedPence: pounds(5_001),
    boundBy: 'pot',
  })
  expect(describeWorking(above.working).at(-1)).toBe(
    'The pledge was lowered to £5,001. The rule adds £5,001 to that; the £5,000 that was held stays: £5,000.',
  )
  expect(lowerMatch(held, pounds(5_000))).toMatchObject({
    toPence: pounds(5_000),
    boundBy: undefined,
  })
  expect(lowerMatch(held, pounds(4_999))).toMatchObject({ toPence: pounds(4_999) })
})

test('below the smallest pledge of the rule the match is let go of, at it it is not', () => {
  const held = match({ terms: { basisPoints: 10_000, minimumPledgePence: '500000' } })

  expect(lowerMatch(held, pounds(5_000))).toMatchObject({ toPence: pounds(5_000) })
  const below = lowerMatch(held, pounds(4_999))
  expect(below).toMatchObject({ toPence: 0n, wantedPence: 0n })
  expect(describeWorking(below.working).at(-1)).toBe(
    'The pledge was lowered to £4,999. The rule adds nothing to that: £0.',
  )
})

test('the council keeps its place, and a bonus stays with the match that has it', () => {
  const bands = [
    { fromCouncil: 1, basisPoints: 2_500 },
    { fromCouncil: 3, basisPoints: 10_000 },
  ]
  const third = match({ terms: { tiers: { by: 'councils', bands } }, place: 3 })
  expect(lowerMatch(third, pounds(100))).toMatchObject({ toPence: pounds(100) })

  const terms = { basisPoints: 10_000, bonus: { pence: '50000', fromCouncils: 2 } }
  const holder = match({ terms, place: 4 })
  expect(lowerMatch(holder, pounds(100))).toMatchObject({ toPence: pounds(600) })
  const other = match({ terms, place: 5, hasBonus: true })
  expect(lowerMatch(other, pounds(100))).toMatchObject({ toPence: pounds(100) })
})

test('a limit of the rule that binds the lower sum too is named', () => {
  const held = match({ terms: { basisPoints: 10_000, pledgeCapPence: '2000000' } })

  expect(lowerMatch(held, pounds(20_001))).toMatchObject({
    toPence: pounds(20_000),
    boundBy: 'pledge',
  })
  expect(lowerMatch(held, pounds(20_000))).toMatchObject({ boundBy: undefined })
})

test('lowering in steps ends where lowering at once does, and never grows', () => {
  const bands = [
    { abovePence: '0', basisPoints: 10_000 },
    { abovePence: '500000', basisPoints: 3_333 },
  ]
  const sum = fc.bigInt({ min: 1n, max: 25_000n }).map((whole) => whole * 100n)
  fc.assert(
    fc.property(fc.array(sum, { minLength: 1, maxLength: 5 }), sum, (sums, held) => {
      const start = match({ terms: { tiers: { by: 'amount', bands } } })
      const first: HeldMatch = held < start.heldPence ? { ...start, heldPence: held } : start
      const falling = [...sums].sort((a, b) => Number(b - a))
      let now: { heldPence: Pence; working: Working } = first
      for (const amountPence of falling) {
        const { toPence, working } = lowerMatch({ ...first, ...now }, amountPence)
        expect(toPence).toBeLessThanOrEqual(now.heldPence)
        now = { heldPence: toPence, working }
      }
      expect(now.heldPence).toBe(lowerMatch(first, falling.at(-1) ?? 0n).toPence)
    }),
  )
})

test('a part of a pot that was shared out goes down in proportion, from the sum it was shared out for', () => {
  const part = { step: 'part' as const, ofPledgedPence: '5000000', councils: 3, pence: '1000001' }
  const shared: HeldMatch = {
    matchId: 'm',
    terms: RuleTerms.parse({ quadratic: {}, closesOn: '2027-10-31' }),
    targetPence: pounds(100_000),
    heldPence: 1_000_001n,
    boundBy: undefined,
    working: [{ step: 'pledged', pence: String(pounds(25_000)) }, part],
  }

  const half = lowerMatch(shared, pounds(12_500))
  expect(half.toPence).toBe(500_000n)

  const { toPence, working } = half
  const fifth = lowerMatch({ ...shared, heldPence: toPence, working }, pounds(5_000))
  expect(fifth.toPence).toBe(200_000n)
})
