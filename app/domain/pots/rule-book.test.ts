import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { londonInstant, type Day } from '#app/core/time.ts'
import { askingFrom, holdsUntil, type AreaInBook, type RuleBook } from './rule-book.ts'
import { RuleTerms } from './rule-terms.ts'

const always = { fromOn: '1900-01-01', toOn: null }
const area = (changes: Partial<AreaInBook> = {}): AreaInBook => ({
  id: 'wy',
  name: 'West Yorkshire',
  memberships: [always],
  mayors: [always],
  registers: [],
  ...changes,
})
const book = (changes: Partial<AreaInBook>): RuleBook => ({
  version: 'v',
  pots: [],
  councils: new Map([
    [
      'leeds',
      {
        name: 'Leeds',
        type: 'metropolitan-district',
        nation: 'England',
        region: 'Yorkshire and The Humber',
        areas: [area(changes)],
      },
    ],
  ]),
  parentOfFunction: new Map(),
  edges: { floors: [], bands: [] },
})
const areasOn = (changes: Partial<AreaInBook>, day: Day, time = '12:00') =>
  askingFrom(
    book(changes),
    {
      pledgeId: 'p',
      councilId: 'leeds',
      challengeId: 'c',
      amountPence: pounds(1),
      fundingType: 'revenue',
      at: londonInstant(day, time),
    },
    { theme: null, serviceFunctionId: null },
  )?.areas

const term = { fromOn: '2027-05-06', toOn: '2031-05-08' }

test('a mayor is in post from the first day, and no longer on the day the term ends', () => {
  const hasMayor = (day: Day) => areasOn({ mayors: [term] }, day)?.[0]?.hasMayor
  expect(['2027-05-05', '2027-05-06', '2031-05-07', '2031-05-08'].map(hasMayor)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a council counts in an area from the day it joins to the day before it leaves', () => {
  const isIn = (day: Day) => areasOn({ memberships: [term] }, day)?.length === 1
  expect(['2027-05-05', '2027-05-06', '2031-05-07', '2031-05-08'].map(isIn)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a council that left and came back counts again', () => {
  const memberships = [term, { fromOn: '2033-01-01', toOn: null }]
  const isIn = (day: Day) => areasOn({ memberships }, day)?.length === 1
  expect(['2032-12-31', '2033-01-01'].map(isIn)).toEqual([false, true])
})

test('the register counts as it stood on the day, pot by pot', () => {
  const approvedAt = londonInstant('2026-12-01', '12:00')
  const entries = [
    { status: 'checking' as const, fromOn: '2027-01-01', toOn: null, approvedAt },
    { status: 'registered' as const, fromOn: '2027-05-06', toOn: null, approvedAt },
  ]
  const registers = [{ potId: 'dividend', entries }]
  const statusOn = (day: Day) => areasOn({ registers }, day)?.[0]?.statuses
  expect(statusOn('2026-12-31')).toEqual({})
  expect(statusOn('2027-05-05')).toEqual({ dividend: 'checking' })
  expect(statusOn('2027-05-06')).toEqual({ dividend: 'registered' })
})

test('an entry approved after a pledge was signed does not count for it, whatever day it begins', () => {
  const approvedAt = londonInstant('2027-05-06', '12:00')
  const entry = { status: 'registered' as const, fromOn: '2027-01-01', toOn: null, approvedAt }
  const registers = [{ potId: 'dividend', entries: [entry] }]
  const statusAt = (time: string) => areasOn({ registers }, '2027-05-06', time)?.[0]?.statuses
  expect(statusAt('11:59')).toEqual({})
  expect(statusAt('12:00')).toEqual({ dividend: 'registered' })
})

test('the day is a London day: an hour before midnight in summer is still the day before', () => {
  const hasMayor = (day: Day, time: string) => areasOn({ mayors: [term] }, day, time)?.[0]?.hasMayor
  expect(hasMayor('2027-05-05', '23:59')).toBe(false)
  expect(hasMayor('2027-05-06', '00:00')).toBe(true)
})

const ruleFrom = (at: string, ruleVersion: number) => ({
  ...{ ruleId: `rule ${ruleVersion}`, ruleVersion, inForceFrom: new Date(at) },
  terms: RuleTerms.parse({ basisPoints: 5_000 }),
})
const bookWith = (pot: Partial<RuleBook['pots'][number]>): RuleBook => {
  const dividend = { id: 'dividend', slug: 'dividend', name: 'Dividend', rules: [], ...pot }
  return { ...book({}), pots: [{ opensOn: '2020-01-01', closesOn: null, purses: [], ...dividend }] }
}
const ruleAt = (book: RuleBook, at: Date, fundingType: 'revenue' | 'capital' = 'revenue') => {
  const pledge = { pledgeId: 'p', councilId: 'leeds', challengeId: 'c', amountPence: pounds(1) }
  const challenge = { theme: null, serviceFunctionId: null }
  return askingFrom(book, { ...pledge, fundingType, at }, challenge)?.rules[0]
}
const versionAt = (pot: Partial<RuleBook['pots'][number]>, day: Day, time = '12:00') =>
  ruleAt(bookWith(pot), londonInstant(day, time))?.ruleVersion

test('a pot is asked from its first day to its last, both London days', () => {
  const pot = { opensOn: '2027-07-01', closesOn: '2027-09-30', rules: [ruleFrom('2020-01-01', 1)] }
  const asked = (day: Day, time: string) => versionAt(pot, day, time)
  expect([asked('2027-06-30', '23:59'), asked('2027-07-01', '00:00')]).toEqual([undefined, 1])
  expect([asked('2027-09-30', '23:59'), asked('2027-10-01', '00:00')]).toEqual([1, undefined])
})

test('the version in force at the instant is asked, from that very instant on', () => {
  const rules = [ruleFrom('2027-08-01T09:00:00Z', 2), ruleFrom('2027-07-01T09:00:00Z', 1)]
  expect(versionAt({ rules }, '2027-07-01', '09:59')).toBeUndefined()
  expect(versionAt({ rules }, '2027-08-01', '09:59')).toBe(1)
  expect(versionAt({ rules }, '2027-08-01', '10:00')).toBe(2)
})

test('one book answers for each instant, in whatever order it is asked', () => {
  const noon = new Date('2027-08-01T12:00:00Z')
  const rules = [ruleFrom('2027-08-01T12:00:00Z', 2), ruleFrom('2027-08-01T11:59:30Z', 1)]
  const purses = [
    { purse: 'unrestricted', openedAt: new Date('2027-08-01T11:00:00Z') } as const,
    { purse: 'capital', openedAt: new Date('2027-08-01T12:00:10Z') } as const,
  ]
  const one = bookWith({ rules, purses })
  const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000)
  const versions = [-31, -30, 0, -1, 0, -31].map((s) => ruleAt(one, after(s))?.ruleVersion)
  const pursesAt = [9, 10, 11, 9].map((s) => ruleAt(one, after(s), 'capital')?.money)

  expect(versions).toEqual([undefined, 1, 2, 1, 2, undefined])
  expect(pursesAt.map((money) => money?.purse)).toEqual([
    'unrestricted',
    'capital',
    'capital',
    'unrestricted',
  ])
  const types = ['capital', 'revenue'] as const
  expect(types.map((type) => ruleAt(one, after(11), type)?.money?.purse)).toEqual([
    'capital',
    'unrestricted',
  ])
})

test('one book answers for each day, though nothing begins between two of them', () => {
  const one = bookWith({ closesOn: '2027-09-30', rules: [ruleFrom('2020-01-01', 1)] })
  const asked = (day: Day, time: string) => ruleAt(one, londonInstant(day, time))?.ruleVersion

  expect([asked('2027-09-30', '23:59'), asked('2027-10-01', '00:00')]).toEqual([1, undefined])
})

test('what a book says holds until the day ends, a rule comes into force or a purse is opened', () => {
  const rules = [ruleFrom('2027-08-01T09:00:00Z', 2), ruleFrom('2020-01-01', 1)]
  const opened = { purse: 'capital', openedAt: new Date('2027-08-01T10:30:00Z') } as const
  const one = bookWith({ rules, purses: [opened] })
  const until = (day: Day, time: string) =>
    holdsUntil(one, { at: londonInstant(day, time), fundingType: 'revenue' })

  expect(until('2027-07-31', '12:00')).toEqual(londonInstant('2027-08-01', '00:00'))
  expect(until('2027-08-01', '09:59')).toEqual(londonInstant('2027-08-01', '10:00'))
  expect(until('2027-08-01', '10:00')).toEqual(londonInstant('2027-08-01', '11:30'))
  expect(until('2027-08-01', '11:30')).toEqual(londonInstant('2027-08-02', '00:00'))
})
