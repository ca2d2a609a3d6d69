import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { rulesDiffer } from './rule-changes.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'

const terms = (wanted: Partial<StoredTerms> = {}) =>
  RuleTerms.parse({ basisPoints: 2_500, ...wanted })
const cap = (sum: number) => terms({ challengeCapPence: String(pounds(sum)) })

test('a raised limit is the only change', () => {
  expect(rulesDiffer(cap(50_000), cap(75_000))).toEqual([
    { term: 'Limit by challenge', before: '£50,000', after: '£75,000' },
  ])
})

test('a new limit has no text before, and the same rule no change', () => {
  expect(rulesDiffer(terms(), cap(75_000))[0]).toMatchObject({
    before: undefined,
    after: '£75,000',
  })
  expect(rulesDiffer(cap(75_000), cap(75_000))).toEqual([])
})

const everyTerm: Partial<StoredTerms>[] = [
  { who: { councilTypes: ['county'] } },
  { who: { nations: ['Wales'] } },
  { who: { regions: ['London'] } },
  { who: { areaIds: ['0190a8c0-0000-7000-8000-000000000001'] } },
  { who: { areaRegister: true } },
  { who: { mayorInPost: true } },
  { what: { serviceFunctionIds: [1] } },
  { what: { themes: ['x'] } },
  { opensOn: '2027-01-01' },
  { closesOn: '2027-01-01' },
  { basisPoints: 2_501 },
  {
    basisPoints: undefined,
    tiers: { by: 'amount', bands: [{ abovePence: '0', basisPoints: 2_500 }] },
  },
  { basisPoints: undefined, quadratic: {} },
  { bonus: { pence: '1', fromCouncils: 1 } },
  { minimumCouncils: 2 },
  { minimumPledgePence: '1' },
  { minimumSuppliers: 1 },
  { minimumSectors: 1 },
  { pledgeCapPence: '0' },
  { councilCapPence: '0' },
  { areaCapPence: '0' },
  { challengeCapPence: '0' },
  { targetShareBasisPoints: 0 },
  { doesNotStack: true },
]

test('every term shows as a change, a limit of zero too', () => {
  const silent = everyTerm.filter((term) => rulesDiffer(terms(), terms(term)).length === 0)
  expect(silent).toEqual([])
  const listed = new Set(everyTerm.flatMap((term) => Object.keys(term)))
  expect(Object.keys(RuleTerms.shape).filter((term) => !listed.has(term))).toEqual([])
})
