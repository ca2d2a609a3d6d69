import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, type Pence } from '#app/core/money.ts'
import { amountByRule, challengeCap, type AmountFacts } from './match-amount.ts'
import { limitInWorking } from './match-step.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { describeWorking } from './working-words.ts'

const facts = (changes: Partial<AmountFacts> = {}): AmountFacts => ({
  amountPence: pounds(25_000),
  councilCount: changes.councilPlace ?? 1,
  councilPlace: 1,
  challenge: { targetPence: pounds(100_000) },
  hasBonus: false,
  ...changes,
})
const amount = (terms: StoredTerms, changes: Partial<AmountFacts> = {}) =>
  amountByRule(RuleTerms.parse(terms), facts(changes))
const words = (terms: StoredTerms, changes: Partial<AmountFacts> = {}) =>
  describeWorking(amount(terms, changes).working)

const byAmount: StoredTerms = {
  tiers: {
    by: 'amount',
    bands: [
      { abovePence: '0', basisPoints: 10_000 },
      { abovePence: String(pounds(10_000)), basisPoints: 5_000 },
      { abovePence: String(pounds(20_000)), basisPoints: 2_500 },
    ],
  },
}

test('bands by amount work as income tax does, and read band by band', () => {
  expect(words(byAmount)).toEqual([
    '£25,000 pledged.',
    '£1 for every £1 up to £10,000: £10,000.',
    '50p for every £1 from £10,000 to £20,000: £15,000 so far.',
    '25p for every £1 above £20,000: £16,250 so far.',
  ])
})

test('a band begins a penny above its edge, and no penny earns less for a larger pledge', () => {
  const wanted = (amountPence: Pence) => amount(byAmount, { amountPence }).wantedPence
  const edge = pounds(10_000)
  expect([wanted(edge), wanted(edge + 1n), wanted(edge + 2n)]).toEqual([edge, edge, edge + 1n])
  expect(amount(byAmount, { amountPence: edge }).working).toHaveLength(2)
  expect(amount(byAmount, { amountPence: edge + 1n }).working).toHaveLength(3)
})

test('bands are rounded once, not band by band', () => {
  const bands = ['0', '1', '2'].map((abovePence) => ({ abovePence, basisPoints: 5_000 }))
  expect(amount({ tiers: { by: 'amount', bands } }, { amountPence: 3n }).wantedPence).toBe(1n)
})

const byCouncils: StoredTerms = {
  tiers: {
    by: 'councils',
    bands: [
      { fromCouncil: 1, basisPoints: 2_500 },
      { fromCouncil: 5, basisPoints: 5_000 },
      { fromCouncil: 10, basisPoints: 10_000 },
    ],
  },
}

test('bands by councils: the 4th and the 5th, the 9th and the 10th have different rates', () => {
  const rateOf = (councilPlace: number) =>
    amount(byCouncils, { councilPlace, amountPence: pounds(100) }).wantedPence
  expect([1, 4, 5, 9, 10, 400].map(rateOf)).toEqual([25, 25, 50, 50, 100, 100].map(pounds))
  expect(words(byCouncils, { councilPlace: 22 })[1]).toBe(
    'The 22nd council to pledge, so £1 for every £1: £25,000.',
  )
})

test('a one-off bonus comes once, from the number of councils it waits for', () => {
  const terms = { basisPoints: 10_000, bonus: { pence: String(pounds(5_000)), fromCouncils: 3 } }
  const wanted = (changes: Partial<AmountFacts>) => amount(terms, changes).wantedPence
  expect(wanted({ councilCount: 2 })).toBe(pounds(25_000))
  expect(wanted({ councilCount: 3 })).toBe(pounds(30_000))
  expect(wanted({ councilCount: 4, hasBonus: true })).toBe(pounds(25_000))
  expect(words(terms, { councilCount: 3 }).at(-1)).toBe(
    'A one-off £5,000 for the challenge, now that 3 councils have pledged: £30,000 in all.',
  )
})

test('a bonus stays within the limit of a pledge, and can be all a rule gives', () => {
  const bonus = { pence: String(pounds(5_000)), fromCouncils: 1 }
  expect(amount({ bonus }).wantedPence).toBe(pounds(5_000))
  expect(amount({ bonus, pledgeCapPence: '100' }).wantedPence).toBe(100n)
})

test('a share of the target binds above it, not at it; unset is not zero', () => {
  const wanted = (targetShareBasisPoints: number | undefined, amountPence: Pence) =>
    amount({ basisPoints: 10_000, targetShareBasisPoints }, { amountPence })
  const quarter = pounds(25_000)
  expect(limitInWorking(wanted(2_500, quarter).working)).toBeUndefined()
  expect(wanted(2_500, quarter + 1n)).toMatchObject({ wantedPence: quarter })
  expect(limitInWorking(wanted(2_500, quarter + 1n).working)).toBe('share')
  expect(wanted(0, quarter).wantedPence).toBe(0n)
  expect(wanted(undefined, quarter).wantedPence).toBe(quarter)
  expect(describeWorking(wanted(2_500, quarter + 1n).working).slice(2)).toEqual([
    'A challenge gets at most 25% of its target of £100,000: £25,000.01 so far.',
    'At most £25,000 a challenge: £25,000.',
  ])
})

test('a limit of a pledge that bound is still said when the share of the target did not', () => {
  const terms = { basisPoints: 10_000, pledgeCapPence: '100', targetShareBasisPoints: 10_000 }
  expect(limitInWorking(amount(terms).working)).toBe('pledge')
})

test('of a limit by challenge and a share of its target the smaller one holds', () => {
  const cap = (terms: Partial<StoredTerms>) =>
    challengeCap(RuleTerms.parse({ basisPoints: 1, ...terms }), pounds(100))
  expect(cap({})).toBeUndefined()
  expect(cap({ challengeCapPence: '0' })).toBe(0n)
  expect(cap({ targetShareBasisPoints: 5_000 })).toBe(pounds(50))
  expect(cap({ targetShareBasisPoints: 5_000, challengeCapPence: '4999' })).toBe(4_999n)
  expect(cap({ targetShareBasisPoints: 5_000, challengeCapPence: '5001' })).toBe(5_000n)
})

const basisPoints = fc.integer({ min: 0, max: 30_000 })
const sum = fc.bigInt({ min: 0n, max: 10n ** 7n })
const risingFrom = <T>(first: T, rest: T[], bigger: (a: T, b: T) => number) => [
  first,
  ...rest.sort(bigger),
]
const anyTiers = fc.oneof(
  fc
    .tuple(
      fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 6n }), { maxLength: 4 }),
      fc.array(basisPoints, { minLength: 5, maxLength: 5 }),
    )
    .map(([edges, rates]) => ({
      by: 'amount' as const,
      bands: risingFrom(0n, edges, (a, b) => (a < b ? -1 : 1)).map((edge, place) => ({
        abovePence: String(edge),
        basisPoints: rates[place] ?? 0,
      })),
    })),
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 4 }),
      fc.array(basisPoints, { minLength: 5, maxLength: 5 }),
    )
    .map(([edges, rates]) => ({
      by: 'councils' as const,
      bands: risingFrom(1, edges, (a, b) => a - b).map((fromCouncil, place) => ({
        fromCouncil,
        basisPoints: rates[place] ?? 0,
      })),
    })),
)
const anyTerms = fc.record(
  {
    tiers: anyTiers,
    bonus: fc.record({
      pence: fc.bigInt({ min: 1n, max: 10n ** 5n }).map(String),
      fromCouncils: fc.integer({ min: 1, max: 5 }),
    }),
    pledgeCapPence: sum.map(String),
    challengeCapPence: sum.map(String),
    targetShareBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  },
  { requiredKeys: ['tiers'] },
)

test('any rule: the last step is the amount, no cap of its own is passed, and more pledged never wants less', () => {
  fc.assert(
    fc.property(
      anyTerms,
      sum,
      sum,
      fc.integer({ min: 1, max: 45 }),
      (stored, pledged, more, place) => {
        const terms = RuleTerms.parse(stored)
        const of = (amountPence: Pence) =>
          amountByRule(terms, facts({ amountPence, councilPlace: place }))
        const { wantedPence, working } = of(pledged)

        expect(working.at(-1)?.pence).toBe(String(wantedPence))
        expect(working.every((step) => BigInt(step.pence) >= 0n)).toBe(true)
        const { pledgeCapPence: ofPledge, targetShareBasisPoints: share } = terms
        if (ofPledge !== undefined) expect(wantedPence).toBeLessThanOrEqual(ofPledge)
        if (share !== undefined && terms.challengeCapPence === undefined)
          expect(wantedPence).toBeLessThanOrEqual((pounds(100_000) * BigInt(share)) / 10_000n)
        expect(of(pledged + more).wantedPence).toBeGreaterThanOrEqual(wantedPence)
        const highest = Math.max(...(terms.tiers?.bands ?? []).map((band) => band.basisPoints))
        const most = (pledged * BigInt(highest)) / 10_000n + (terms.bonus?.pence ?? 0n)
        expect(wantedPence).toBeLessThanOrEqual(most)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('one band is the same as one rate', () => {
  fc.assert(
    fc.property(sum, fc.integer({ min: 1, max: 30_000 }), (amountPence, rate) => {
      const band = { basisPoints: rate }
      const flat = amount({ basisPoints: rate }, { amountPence }).wantedPence
      const bands = [
        { by: 'amount' as const, bands: [{ ...band, abovePence: '0' }] },
        { by: 'councils' as const, bands: [{ ...band, fromCouncil: 1 }] },
      ]
      for (const tiers of bands) expect(amount({ tiers }, { amountPence }).wantedPence).toBe(flat)
    }),
  )
})
