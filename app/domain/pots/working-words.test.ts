import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { joinNames, ordinal, rateInWords, rateOf, shareInWords } from './rate-words.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { describeNoMatch, describeWorking, stopInWords } from './working-words.ts'

const rule = (terms: StoredTerms) => RuleTerms.parse(terms)
const dividend = rule({ basisPoints: 10_000, who: { areaRegister: true } })

test('a rate is said in pence or pounds, never rounded', () => {
  expect([2_500, 10_000, 15_000, 100, 1, 250, 20_000].map(rateInWords)).toEqual([
    '25p',
    '£1',
    '£1.50',
    '1p',
    '0.01p',
    '2.5p',
    '£2',
  ])
})

test('a working reads as sentences', () => {
  expect(
    describeWorking([
      { step: 'pledged', pence: '2500000' },
      { step: 'rate', basisPoints: 10_000, pence: '2500000' },
      { step: 'council', capPence: '2000000', roomPence: '2000000', pence: '2000000' },
      { step: 'pot', capPence: null, roomPence: '1230000', pence: '1230000' },
    ]),
  ).toEqual([
    '£25,000 pledged.',
    'Pound for pound: £25,000.',
    'At most £20,000 a council: £20,000.',
    '£12,300 left in the pot: £12,300.',
  ])
})

test('what stopped a match, and why there is none, is said in words', () => {
  expect(stopInWords('area', pounds(50_000))).toBe('stopped at the £50,000 limit for one area')
  expect(stopInWords('pot', undefined)).toBe('stopped at what was left in the pot')
  const london = { id: 'l', name: 'London', hasMayor: true, status: 'no-strategy' as const }
  expect(describeNoMatch({ because: 'area-not-registered', area: london }, dividend, 3)).toBe(
    'London has no digital strategy on the register yet.',
  )
  const floor = rule({ basisPoints: 2_500, minimumCouncils: 10 })
  expect(describeNoMatch({ because: 'too-few-councils' }, floor, 4)).toBe(
    'Starts once 10 councils have pledged. 4 of them so far.',
  )
})

test('names are joined as people write them', () => {
  expect([[], ['Leeds'], ['Leeds', 'Kent'], ['A', 'B', 'C']].map(joinNames)).toEqual([
    '',
    'Leeds',
    'Leeds and Kent',
    'A, B and C',
  ])
})

test('ordinals end as people write them', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101, 111].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 101st 111th',
  )
})

test('a rate is said with its bonus', () => {
  const withBonus = rule({ basisPoints: 10_000, bonus: { pence: '500000', fromCouncils: 1 } })
  expect(rateOf(withBonus)).toBe('£1 for every £1, and a one-off £5,000')
  expect(shareInWords(withBonus)).toBe(rateOf(withBonus))
  expect(shareInWords(dividend)).toBe('£1 for £1')
})
