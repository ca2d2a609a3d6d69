import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { describeRule, noNames } from './rule-words.ts'

const rule = (terms: StoredTerms) => RuleTerms.parse(terms)
const dividend = rule({
  basisPoints: 10_000,
  who: { areaRegister: true },
  areaCapPence: String(pounds(50_000)),
  challengeCapPence: String(pounds(250_000)),
})

test('the Dividend’s rule reads as in the design', () => {
  const around = { askedAfter: ['Seed Fund'], closesOn: '2030-03-31', names: noNames }
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
  const { headline, rows } = describeRule(seed, {
    askedAfter: [],
    closesOn: undefined,
    names: noNames,
  })
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
  const { rows } = describeRule(first, { askedAfter: [], closesOn: undefined, names: noNames })
  expect(rows.slice(0, 2)).toEqual([
    { term: 'Who', text: 'Councils in a mayoral area with a mayor in post.' },
    { term: 'What', text: expect.stringMatching(/^Challenges on .*chief digital officer.* and /) },
  ])
})

const around = { askedAfter: [], closesOn: undefined, names: noNames }
const textOf = (terms: StoredTerms, term: string, names = noNames) =>
  describeRule(rule(terms), { ...around, names }).rows.find((row) => row.term === term)?.text

test('areas and services are named, and counted where a name is missing', () => {
  const areaIds = ['0190a8c0-0000-7000-8000-000000000001', '0190a8c0-0000-7000-8000-000000000002']
  const terms = { basisPoints: 1, who: { areaIds }, what: { serviceFunctionIds: [7, 8] } }
  const names = {
    areas: { [areaIds[0] ?? '']: 'North East', [areaIds[1] ?? '']: 'Tees Valley' },
    services: { 7: 'Planning', 8: 'Housing' },
  }
  expect(textOf(terms, 'Who', names)).toBe(
    'Councils that are members of North East and Tees Valley on the day.',
  )
  expect(textOf(terms, 'What', names)).toBe('Challenges on planning and housing')
  expect(textOf(terms, 'Who')).toContain('2 areas')
  expect(textOf(terms, 'What')).toBe('Challenges on 2 services')
})

test('bands read as one sentence', () => {
  const amount = rule({
    tiers: {
      by: 'amount',
      bands: [
        { abovePence: '0', basisPoints: 10_000 },
        { abovePence: '1000000', basisPoints: 5_000 },
      ],
    },
  })
  expect(describeRule(amount, around).headline).toBe(
    'For each pledge by a council, add £1 for every £1 up to £10,000, then 50p.',
  )
  const places = rule({
    tiers: {
      by: 'councils',
      bands: [
        { fromCouncil: 1, basisPoints: 2_500 },
        { fromCouncil: 5, basisPoints: 5_000 },
        { fromCouncil: 10, basisPoints: 10_000 },
      ],
    },
  })
  expect(describeRule(places, around).headline).toBe(
    'For each pledge by a council, add 25p for every £1 up to the 4th council, then 50p up to the 9th council, then £1.',
  )
})

test('bonus, team, share of the target and giving way are each said', () => {
  const terms: StoredTerms = {
    basisPoints: 5_000,
    bonus: { pence: '500000', fromCouncils: 3 },
    minimumSuppliers: 2,
    minimumSectors: 1,
    targetShareBasisPoints: 1_250,
    doesNotStack: true,
    opensOn: '2027-07-01',
  }
  expect(textOf(terms, 'One-off bonus')).toBe(
    '£5,000 for a challenge, once 3 councils have pledged',
  )
  expect(textOf(terms, 'Team')).toBe(
    'At least 2 suppliers and 1 sector. The team is known from the award on, when all match is settled, so nothing is added.',
  )
  expect(textOf(terms, 'Limit by target')).toBe('12.5% of the target')
  expect(textOf(terms, 'Order')).toContain(
    'Adds nothing to a pledge that a pot asked before adds to.',
  )
  expect(textOf(terms, 'Opens')).toBe('1 July 2027')
  expect(describeRule(rule({ bonus: { pence: '500000', fromCouncils: 1 } }), around).headline).toBe(
    'When a council pledges, add £5,000 to the challenge, once.',
  )
})

test('a quadratic rule says how it shares out', () => {
  const terms = { quadratic: { challengeShareBasisPoints: 2_000 } }
  expect(textOf(terms, 'Sharing out')).toContain('At most 20% of the pot for one challenge')
  expect(textOf(terms, 'Sharing out')).toContain('the rest stays in it')
  expect(textOf({ quadratic: { scalesUp: true } }, 'Sharing out')).toContain('The whole pot')
  expect(textOf(terms, 'Order')).toBe(
    'Asked first. At the end of the last day, for all challenges together.',
  )
})
