import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import type { Delegate } from '../organisations/delegation.ts'
import { isStanding, listSigners, whyNotSign, type SchemeInUse, type ToSign } from './signers.ts'

const person = (name: string, changes: Partial<Delegate> = {}): Delegate => ({
  ...{ membershipId: `m-${name}`, personId: name, name, jobTitle: 'Accountant' },
  ...{ isFinanceApprover: true, limits: [], standsInFor: [] },
  ...changes,
})
const scheme = (people: Delegate[], changes: Partial<SchemeInUse> = {}): SchemeInUse => ({
  ...{ people, chiefFinanceOfficerId: undefined, locks: [], uses: [] },
  ...changes,
})
const limit = (limitPence: bigint, changes: Partial<Delegate['limits'][number]> = {}) => ({
  ...{ spend: undefined, limitPence, yearLimitPence: undefined },
  ...changes,
})
const ask = (amountPence: bigint, madeById = 'Priya', otherAccounts: string[] = []): ToSign => ({
  ...{ amountPence, standingPence: 0n, madeById },
  makerAccounts: [madeById, ...otherAccounts],
  spend: 'revenue',
})
const namesOf = (people: SchemeInUse, asked: ToSign) =>
  listSigners(people, asked).map(({ name }) => name)

test('those whose limit covers it, the lowest limit first, and never its maker', () => {
  const people = scheme([
    person('Neil', { limits: [limit(pounds(500_000))] }),
    person('Tom', { limits: [limit(pounds(48_000))] }),
    person('Ann', { limits: [limit(pounds(47_999))] }),
    person('Bea', { isFinanceApprover: false, limits: [limit(pounds(90_000))] }),
  ])
  expect(namesOf(people, ask(pounds(48_000)))).toEqual(['Tom', 'Neil'])
  expect(namesOf(people, ask(pounds(48_000), 'Tom'))).toEqual(['Neil'])
})

test('a limit for the kind of spend goes before one for any kind', () => {
  const both = [limit(pounds(90_000)), limit(pounds(10_000), { spend: 'revenue' })]
  const people = scheme([person('Tom', { limits: both })])
  expect(namesOf(people, ask(pounds(10_001)))).toEqual([])
  expect(namesOf(people, { ...ask(pounds(10_001)), spend: 'capital' })).toEqual(['Tom'])
})

test('a limit for the year lets through what is left of it and not a penny more', () => {
  const limits = [limit(pounds(50_000), { yearLimitPence: pounds(120_000) })]
  const uses = [{ membershipId: 'm-Tom', spend: 'any', usedPence: pounds(80_000) }]
  const people = scheme([person('Tom', { limits })], { uses })
  expect(namesOf(people, ask(pounds(40_000)))).toEqual(['Tom'])
  expect(namesOf(people, ask(pounds(40_000) + 1n))).toEqual([])
  expect(whyNotSign(people, ask(pounds(45_000)), 'Tom')).toBe(
    '£45,000 is above the £40,000 left of your limit of £120,000 for the financial year.',
  )
})

test('what stands of a pledge that is topped up counts in a year once, and in the limit for one in full', () => {
  const limits = [limit(pounds(50_000), { yearLimitPence: pounds(60_000) })]
  const uses = [{ membershipId: 'm-Tom', spend: 'any', usedPence: pounds(40_000) }]
  const people = scheme([person('Tom', { limits })], { uses })
  const topUp = (totalPence: bigint, standingPence: bigint) => ({
    ...ask(totalPence),
    standingPence,
  })
  expect(namesOf(people, topUp(pounds(45_000), pounds(25_000)))).toEqual(['Tom'])
  expect(namesOf(people, topUp(pounds(45_000) + 1n, pounds(25_000)))).toEqual([])
  expect(namesOf(people, topUp(pounds(50_000), pounds(40_000)))).toEqual(['Tom'])
  expect(namesOf(people, topUp(pounds(50_000) + 1n, pounds(40_000)))).toEqual([])
  expect(whyNotSign(people, topUp(pounds(46_000), pounds(25_000)), 'Tom')).toBe(
    '£21,000 is above the £20,000 left of your limit of £60,000 for the financial year.',
  )
})

test('a deputy signs up to the limits of whom they stand in for, but nothing either of them made', () => {
  const people = scheme([
    person('Dan', { standsInFor: ['m-Margaret'] }),
    person('Margaret', { limits: [limit(pounds(250_000))] }),
  ])
  expect(listSigners(people, ask(pounds(250_000)))).toMatchObject([
    { name: 'Margaret', signedAs: 'finance-approver' },
    { name: 'Dan', signedAs: 'deputy', underId: 'm-Margaret', principal: { name: 'Margaret' } },
  ])
  expect(namesOf(people, ask(pounds(250_000) + 1n))).toEqual([])
  expect(namesOf(people, ask(pounds(1), 'Dan'))).toEqual(['Margaret'])
  expect(namesOf(people, ask(pounds(1), 'Margaret'))).toEqual([])
})

test('what a deputy signed stands after their days, while both of them hold their roles', () => {
  const dan = person('Dan')
  const margaret = person('Margaret', { limits: [limit(pounds(250_000))] })
  const signature = {
    ...{ personId: 'Dan', name: 'Dan', signedAs: 'deputy' as const },
    principalId: 'm-Margaret',
  }
  const stands = (...people: Delegate[]) =>
    isStanding(scheme(people), ask(pounds(48_000)), signature)
  expect(stands(dan, margaret)).toBe(true)
  expect(stands({ ...dan, isFinanceApprover: false }, margaret)).toBe(false)
  expect(stands(dan, { ...margaret, isFinanceApprover: false })).toBe(false)
  expect(stands(dan)).toBe(false)
})

test('a lowered limit is named to whoever opens the pledge', () => {
  const people = scheme([person('Tom', { limits: [limit(pounds(250_000))] })])
  expect(whyNotSign(people, ask(pounds(250_001)), 'Tom')).toBe(
    '£250,001 is above your limit of £250,000.',
  )
})

test('no account of whoever made it is among those who may sign, nor who stands in for one', () => {
  const people = scheme([
    person('Neil', { limits: [limit(pounds(500_000))] }),
    person('Tom', { limits: [limit(pounds(90_000))] }),
    person('Dan', { standsInFor: ['m-Tom'] }),
  ])
  const asked = ask(pounds(48_000), 'Priya', ['Tom'])

  expect(namesOf(people, asked)).toEqual(['Neil'])
  expect(whyNotSign(people, asked, 'Tom')).toContain('by this account or another of yours')
  const notice = {
    ...{ id: 'notice', kind: 'section-114' as const, successor: undefined, from: '2026-03-02' },
    ...{ to: undefined, source: 'Notice', sourceUrl: 'https://example.gov.uk/notice' },
  }
  const locked = scheme([person('Tom')], { chiefFinanceOfficerId: 'm-Tom', locks: [notice] })
  expect(namesOf(locked, ask(1n))).toEqual(['Tom'])
  expect(namesOf(locked, asked)).toEqual([])
})

test('what was signed before two accounts were known to be one human’s stays signed', () => {
  const people = scheme([person('Tom', { limits: [limit(pounds(90_000))] })])
  const signature = {
    ...{ personId: 'Tom', name: 'Tom', signedAs: 'finance-approver' as const },
    principalId: undefined,
  }

  expect(isStanding(people, ask(pounds(48_000), 'Priya', ['Tom']), signature)).toBe(true)
  expect(isStanding(people, ask(pounds(48_000), 'Tom'), signature)).toBe(false)
})
