import { expect, test } from 'vitest'
import { extensionDays, whyNotExtend, wrongExtension, wrongNewStretch } from './extension.ts'
import { closingInstant, formatClosing, isFull, isPastClosing } from './round.ts'

const limits = { mostTimes: 2, mostDays: 60 }
const closing = (day: string) => ({ closesAt: closingInstant(day), closedAt: null, extensions: 0 })

test('a round is extended before its closing second, and not from it on', () => {
  const round = closing('2027-10-29')
  const at = (time: string) => whyNotExtend(round, limits, new Date(time))
  expect(at('2027-10-29T16:59:59.999+01:00')).toBeUndefined()
  expect(at('2027-10-29T17:00:00+01:00')).toContain(
    'Pledging closed at 5pm on Friday 29 October 2027',
  )
})

test('it is extended so often and no more, and never when it was closed early', () => {
  const now = new Date('2027-10-01T09:00:00Z')
  const round = closing('2027-10-29')
  expect(whyNotExtend({ ...round, extensions: 1 }, limits, now)).toBeUndefined()
  expect(whyNotExtend({ ...round, extensions: 2 }, limits, now)).toBe(
    'A round can be extended 2 times, and this one has been.',
  )
  expect(whyNotExtend({ ...round, closedAt: now }, limits, now)).toContain('Pledging closed')
})

test('it is extended to a later day, by so many days at most', () => {
  const round = closing('2027-10-29')
  expect(extensionDays(round, limits)).toEqual({ first: '2027-10-30', last: '2027-12-28' })
  expect(wrongExtension('2027-10-29', round, limits)).toBe('Enter a day after 29 October 2027')
  expect(wrongExtension('2027-10-30', round, limits)).toBeUndefined()
  expect(wrongExtension('2027-12-28', round, limits)).toBeUndefined()
  expect(wrongExtension('2027-12-29', round, limits)).toContain(
    '28 December 2027 or an earlier day',
  )
})

/* The United Kingdom's clocks: Summer Time Act 1972; back on 31 October 2027, forward on 28 March 2027. */
test.each([
  ['2027-03-27', '2027-03-27T17:00:00.000Z'],
  ['2027-03-28', '2027-03-28T16:00:00.000Z'],
  ['2027-03-29', '2027-03-29T16:00:00.000Z'],
  ['2027-10-30', '2027-10-30T16:00:00.000Z'],
  ['2027-10-31', '2027-10-31T17:00:00.000Z'],
  ['2027-11-01', '2027-11-01T17:00:00.000Z'],
])('pledging that closes on %s closes at 5pm on a London clock', (day, instant) => {
  const closesAt = closingInstant(day)
  expect(closesAt.toISOString()).toBe(instant)
  expect(formatClosing({ closesAt })).toMatch(/^5pm on /)
  expect(isPastClosing({ closesAt }, new Date(closesAt.getTime() - 1))).toBe(false)
  expect(isPastClosing({ closesAt }, closesAt)).toBe(true)
})

test('an extension over a clock change moves the day, not the time on the clock', () => {
  const { last } = extensionDays(closing('2027-10-25'), { mostTimes: 1, mostDays: 7 })
  expect(last).toBe('2027-11-01')
  expect(formatClosing({ closesAt: closingInstant(last) })).toBe('5pm on Monday 1 November 2027')
})

test('past the target pledges are taken until the stretch target is reached', () => {
  const reached = { pledgedPence: 90n, matchedPence: 9n }
  expect(isFull({ stretchPence: 100n }, reached)).toBe(false)
  expect(isFull({ stretchPence: 99n }, reached)).toBe(true)
  expect(isFull({ stretchPence: null }, reached)).toBe(false)
})

test('the stretch target is raised above itself, the target and what is pledged, in whole pounds', () => {
  const round = { targetPence: 10_000n, stretchPence: null, pledgedPence: 9_000n, matchedPence: 0n }
  const wrong = (pence: bigint, changes: object = {}) =>
    wrongNewStretch(pence, { ...round, ...changes })
  expect(wrong(10_000n)).toBe('Enter more than the target, £100')
  expect(wrong(10_100n)).toBeUndefined()
  expect(wrong(10_150n)).toContain('whole pounds')
  const full = { stretchPence: 20_000n, pledgedPence: 21_000n, matchedPence: 1_000n }
  expect(wrong(20_000n, full)).toBe('Enter more than the stretch target now, £200')
  expect(wrong(22_000n, full)).toBe('Enter more than what is pledged and matched already, £220')
  expect(wrong(22_100n, full)).toBeUndefined()
})
