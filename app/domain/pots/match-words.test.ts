import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { describeNoMatch, describeStep, describeWant, perPound } from './match-words.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'

const terms = (wanted: Partial<StoredTerms> = {}) =>
  RuleTerms.parse({ basisPoints: 10_000, ...wanted })

test.each([
  [2_500, '25p'],
  [9_900, '99p'],
  [10_000, '£1'],
  [15_000, '£1.50'],
  [333, '3.33p'],
])('%d basis points are %s for every pound', (basisPoints, said) => {
  expect(perPound(basisPoints)).toBe(said)
})

test('a match says why the council may have it', () => {
  const area = { id: 'a', name: 'South Yorkshire', hasMayor: true, status: 'registered' as const }

  expect(describeWant(terms({ who: { areaRegister: true } }), { area })).toBe(
    '£1 for every £1, because South Yorkshire is on the register',
  )
  expect(describeWant(terms({ who: { mayorInPost: true } }), { area })).toContain('mayor in post')
  expect(describeWant(terms(), { area: undefined })).toBe('£1 for every £1')
})

test('a pot that adds nothing says what would have to be so', () => {
  const few = terms({ minimumCouncils: 10, minimumPledgePence: String(pounds(1_000)) })

  expect(describeNoMatch(few, { because: 'too-few-councils' })).toBe(
    'Adds once 10 councils have pledged',
  )
  expect(describeNoMatch(few, { because: 'too-small' })).toBe('Adds to pledges of £1,000 or more')
  expect(describeNoMatch(few, { because: 'no-mayor' })).toBe('Only for councils in a mayoral area')
})

test('a line of the working names the limit and its sum', () => {
  const sums = { roomPence: '787500', pence: '787500' }

  expect(describeStep({ step: 'challenge', capPence: '7500000', ...sums })).toBe(
    'Stopped at the limit for one challenge of £75,000',
  )
  expect(describeStep({ step: 'target', capPence: null, ...sums })).toBe(
    'Stopped at the gap to the target',
  )
})
