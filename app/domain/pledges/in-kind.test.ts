import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { InKindInput, inKindNumberOf, inKindReference, worthOf } from './in-kind.ts'

const offer = {
  operationKey: newId(),
  skill: 'user-research',
  about: 'Interviews with foster carers',
  days: '10',
  dayRate: '450',
  rateSource: 'Our internal charge for a grade 8 officer',
}
const messageOf = (change: object) =>
  InKindInput.safeParse({ ...offer, ...change }).error?.issues[0]?.message

test('days of work are worth days times the rate', () => {
  const { days, dayRate } = InKindInput.parse(offer)
  expect(worthOf({ days, dayRatePence: dayRate })).toBe(pounds(4_500))
})

test('whole days up to a working year, each from £50 to £2,000', () => {
  expect(messageOf({ days: '1' })).toBeUndefined()
  expect(messageOf({ days: '250' })).toBeUndefined()
  expect(messageOf({ days: '251' })).toContain('250 days or fewer')
  for (const days of ['0', '-1', '1.5', '1e2', ''])
    expect(messageOf({ days })).toContain('whole days')
  expect(messageOf({ dayRate: '50' })).toBeUndefined()
  expect(messageOf({ dayRate: '2,000' })).toBeUndefined()
  for (const dayRate of ['49', '2001']) expect(messageOf({ dayRate })).toContain('£50 to £2,000')
  expect(messageOf({ dayRate: '99.50' })).toContain('whole pounds')
})

test('an offer names a skill of the list, what is done, and where its rate is from', () => {
  expect(messageOf({ skill: 'juggling' })).toContain('Choose')
  expect(messageOf({ about: ' ' })).toContain('Say what')
  expect(messageOf({ rateSource: '' })).toContain('where the figure')
})

test('a reference leads to its number', () => {
  expect(inKindNumberOf(inKindReference(12))).toBe(12)
  expect(['IK-0', 'PL-12', 'IK-12a', ''].map(inKindNumberOf)).toEqual(Array(4).fill(undefined))
})
