import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { PotForm, ProposalForm } from './proposal-form.ts'
import { fieldsOfTerms, RuleForm } from './rule-form.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'

const read = (fields: Record<string, string | string[]>) => {
  const parsed = RuleForm.safeParse(fields)
  return parsed.success ? parsed.data : parsed.error.issues.map(({ path }) => path.join('.'))
}

test('an empty field is no limit, and a nought is a limit of nothing', () => {
  const fields = { way: 'rate', rate: '25', areaCap: '', challengeCap: '0' }
  expect(read(fields)).toEqual(
    RuleTerms.parse({ basisPoints: 2_500, who: {}, what: {}, challengeCapPence: '0' }),
  )
})

test('rates and shares are read to a hundredth', () => {
  const fields = { way: 'rate', rate: '12.5', targetShare: '0.01' }
  expect(read(fields)).toMatchObject({ basisPoints: 1_250, targetShareBasisPoints: 1 })
})

test('only the chosen way counts, so what is left in the others does no harm', () => {
  const fields = { way: 'rate', rate: '100', amountRate1: 'x', quadraticShare: '20' }
  expect(read(fields)).toEqual(RuleTerms.parse({ basisPoints: 10_000, who: {}, what: {} }))
})

test('what is wrong stands beside its field', () => {
  expect(read({ way: 'rate' })).toEqual(['rate'])
  expect(read({ way: 'bonus' })).toEqual(['bonus'])
  expect(read({ rate: '1' })).toEqual(['way'])
  expect(read({ way: 'amount' })).toEqual(['amountRate1'])
  const falling = { way: 'councils', councilRate1: '1', councilFrom2: '1', councilRate2: '2' }
  expect(read(falling)).toEqual(['councilRate1'])
  expect(read({ way: 'quadratic', councilCap: '5' })).toEqual(['councilCap'])
  const days = { opensOn: '2027-02-02', closesOn: '2027-02-01' }
  expect(read({ way: 'rate', rate: '1', ...days })).toEqual(['closesOn'])
  expect(read({ way: 'rate', rate: 'all', areaCap: '1.5' })).toEqual(['rate', 'areaCap'])
  expect(read({ way: 'rate', rate: '1', areaIds: 'nowhere' })).toEqual(['councilTypes'])
})

test('a proposal names its own fields and those of its rule', () => {
  const typed = { operationKey: newId(), reason: '', way: 'rate', rate: 'x' }
  const wrong = ProposalForm.safeParse(typed).error?.issues.map(({ path }) => path[0])
  expect(wrong).toContain('reason')
  const good = { ...typed, reason: 'Because', rate: '5', inForceFromOn: '2027-07-01' }
  expect(ProposalForm.parse(good)).toMatchObject({
    reason: 'Because',
    inForceFrom: new Date('2027-06-30T23:00:00Z'),
    terms: { basisPoints: 500 },
  })
})

const pence = fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String)
const share = fc.integer({ min: 0, max: 10_000 })
const count = fc.integer({ min: 1, max: 400 })
const names = fc.uniqueArray(fc.constantFrom('county', 'unitary', 'Wales'), { minLength: 1 })
const common = {
  who: fc.record(
    {
      councilTypes: names,
      nations: names,
      regions: names,
      areaIds: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }),
      areaRegister: fc.constant(true as const),
      mayorInPost: fc.constant(true as const),
    },
    { requiredKeys: [] },
  ),
  what: fc.record(
    { themes: names, serviceFunctionIds: fc.uniqueArray(count, { minLength: 1 }) },
    {
      requiredKeys: [],
    },
  ),
  minimumCouncils: count,
  minimumPledgePence: pence,
  minimumSuppliers: count,
  minimumSectors: count,
  challengeCapPence: pence,
  targetShareBasisPoints: share,
  doesNotStack: fc.constant(true as const),
}
const rate = fc.integer({ min: 1, max: 1_000_000 })
const immediate = {
  ...common,
  pledgeCapPence: pence,
  councilCapPence: pence,
  areaCapPence: pence,
  bonus: fc.record({
    pence: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String),
    fromCouncils: count,
  }),
}
const optional = (required: string) => ({ requiredKeys: ['who', 'what', required] as never[] })
const bandsFrom = (first: number, from: number[], rates: number[]) =>
  [first, ...from.sort((a, b) => a - b)].map((edge, place) => ({ edge, rate: rates[place] ?? 0 }))
const edges = fc.tuple(
  fc.uniqueArray(fc.integer({ min: 2, max: 400 }), { maxLength: 4 }),
  fc.array(rate, { minLength: 5, maxLength: 5 }),
)
const anyTerms = fc.oneof(
  fc.record({ ...immediate, basisPoints: rate }, optional('basisPoints')),
  fc.record(
    {
      ...immediate,
      tiers: edges.map(([from, rates]) => ({
        by: 'amount',
        bands: bandsFrom(0, from, rates).map((band) => ({
          abovePence: String(band.edge),
          basisPoints: band.rate,
        })),
      })),
    },
    optional('tiers'),
  ),
  fc.record(
    {
      ...immediate,
      tiers: edges.map(([from, rates]) => ({
        by: 'councils',
        bands: bandsFrom(1, from, rates).map((band) => ({
          fromCouncil: band.edge,
          basisPoints: band.rate,
        })),
      })),
    },
    optional('tiers'),
  ),
  fc.record(immediate, optional('bonus')),
  fc.record(
    {
      ...common,
      quadratic: fc.record(
        { challengeShareBasisPoints: share, scalesUp: fc.constant(true) },
        { requiredKeys: [] },
      ),
      closesOn: fc.constant('2031-03-31'),
    },
    { requiredKeys: ['who', 'what', 'quadratic', 'closesOn'] as never[] },
  ),
)

test('every rule that can be stored comes back from the form as it was', () => {
  fc.assert(
    fc.property(anyTerms, (stored) => {
      const terms = RuleTerms.parse(stored as StoredTerms)
      expect(RuleForm.parse(fieldsOfTerms(terms))).toEqual(terms)
    }),
    { numRuns: 500 },
  )
}, 30_000)

test('a pot that is shared out has a last day', () => {
  const { error } = RuleForm.safeParse({ way: 'quadratic' })
  expect(error?.issues).toMatchObject([{ path: ['closesOn'] }])
  expect(RuleForm.safeParse({ way: 'quadratic', closesOn: '2031-03-31' }).success).toBe(true)
})

test('a new pot is read with its rule, and all that is wrong with either is said at once, in the order of the page', () => {
  const pot = { name: 'City Fund', slug: 'city-fund', purpose: 'Cities', reason: 'Half is enough' }
  const rule = { operationKey: newId(), way: 'rate', rate: '50' }
  const wrongIn = (typed: object) =>
    PotForm.safeParse(typed).error?.issues.map(({ path }) => String(path[0])) ?? []

  expect(PotForm.parse({ ...pot, ...rule })).toMatchObject({ ...pot, inForceFrom: undefined })
  expect(wrongIn({ operationKey: rule.operationKey })).toEqual([
    'name',
    'slug',
    'purpose',
    'way',
    'reason',
  ])
  for (const slug of [
    'new',
    'proposed',
    'City',
    'city fund',
    '-city',
    'city--fund',
    'a'.repeat(61),
  ])
    expect(wrongIn({ ...pot, ...rule, slug })).toEqual(['slug'])
  expect(wrongIn({ ...pot, ...rule, purpose: 'x'.repeat(601) })).toEqual(['purpose'])
})
