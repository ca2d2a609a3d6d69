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
