import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import {
  describeNoMatch,
  describeRule,
  describeWorking,
  joinNames,
  rateInWords,
  stopInWords,
} from './rule-words.ts'

const rule = (terms: StoredTerms) => RuleTerms.parse(terms)
const dividend = rule({
  basisPoints: 10_000,
  who: { areaRegister: true },
  areaCapPence: String(pounds(50_000)),
  challengeCapPence: String(pounds(250_000)),
})

test('the Dividend’s rule reads as in the design', () => {
  const around = { askedAfter: ['Seed Fund'], closesOn: '2030-03-31' }
  expect(describeRule(dividend, around)).toEqual({
    headline: 'For every £1 pledged by a council in a registered mayoral area, add £1.',
    rows: [
      {
        term: 'Who',
        text: 'Councils in a mayoral area on the register. To be on it, an area has a chief digital officer in post and a published digital strategy.',
      },
      { term: 'Limit by area', text: '£50,000 from each area’s councils, for one challenge' },
      { term: 'Limit by challenge', text: '£250,000' },
      { term: 'Stops', text: 'When the challenge reaches its target' },
      { term: 'Order', text: 'After the Seed Fund. By the time each pledge was signed.' },
      { term: 'Ends', text: '31 March 2030, or when the pot is empty' },
    ],
  })
})

test('the Seed Fund’s rule says when it starts', () => {
  const seed = rule({
    basisPoints: 2_500,
    minimumCouncils: 10,
    challengeCapPence: String(pounds(75_000)),
  })
  const { headline, rows } = describeRule(seed, { askedAfter: [], closesOn: undefined })
  expect(headline).toBe(
    'For every £1 pledged by a council, once 10 councils have pledged, add 25p.',
  )
  expect(rows.find((row) => row.term === 'Order')?.text).toMatch(/^Asked first/)
  expect(rows.find((row) => row.term === 'Ends')?.text).toBe('When the pot is empty')
})

test('the first version of the Dividend names its themes', () => {
  const first = rule({
    basisPoints: 10_000,
    who: { mayorInPost: true },
    what: { themes: ['chief-digital-officer', 'city-region-digital-strategy'] },
  })
  const { rows } = describeRule(first, { askedAfter: [], closesOn: undefined })
  expect(rows.slice(0, 2)).toEqual([
    { term: 'Who', text: 'Councils in a mayoral area with a mayor in post.' },
    { term: 'What', text: expect.stringMatching(/^Challenges on .*chief digital officer.* and /) },
  ])
})

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
