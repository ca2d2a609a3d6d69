import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  PageParameters,
  pageOf,
  readCursor,
  readParameters,
  SinceParameter,
  writeCursor,
} from './page-request.ts'

const read = (search: string) => readParameters(PageParameters, new URLSearchParams(search))

test('a list gives fifty unless told otherwise, and never more than a hundred', () => {
  expect(read('').limit).toBe(50)
  expect(read('limit=100').limit).toBe(100)
  for (const wrong of ['limit=101', 'limit=0', 'limit=-1', 'limit=1.5', 'limit=many'])
    expect(() => read(wrong), wrong).toThrow('limit')
})

test('D8, D13: what is not known, or said twice, is not skipped', () => {
  expect(() => read('page=2')).toThrow('There is no parameter called page.')
  expect(() => read('limit=2&limit=3')).toThrow('Give limit once.')
  for (const name of ['__proto__', 'constructor'])
    expect(() => read(`${name}=1`), name).toThrow(`There is no parameter called ${name}.`)
})

test('since a day is since it began in London', () => {
  expect(SinceParameter.parse('2027-07-01')).toEqual(new Date('2027-06-30T23:00:00Z'))
  expect(SinceParameter.parse('2027-07-01T00:00:00+02:00')).toEqual(
    new Date('2027-06-30T22:00:00Z'),
  )
  expect(SinceParameter.safeParse('2027-02-30').success).toBe(false)
})

test('a cursor gives back the key it was made of, for its own list only', () => {
  const cursor = writeCursor('pledges', ['2027-10-29T16:00:00.123Z', 2047])

  expect(cursor).toMatch(/^[\w-]+$/)
  expect(readCursor('pledges', cursor)).toEqual(['2027-10-29T16:00:00.123Z', 2047])
  expect(() => readCursor('projects', cursor)).toThrow('This cursor is not one of this list')
})

test('whatever is sent as a cursor is understood or politely refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(btoa8)), (cursor) => {
      expect(() => readCursor('matches', cursor)).toThrow('This cursor is not one of this list')
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['challenges', [2_147_483_648]],
  ['pledges', ['2027-10-29T16:00:00.123Z', -2_147_483_649]],
  ['pledges', ['0000-01-01T00:00:00Z', 1]],
  ['matches', ['1899-12-31T23:59:59Z', '018f0000-0000-7000-8000-000000000000']],
  ['councils', ['leeds\0']],
] as const)('a cursor of %s that no row has is politely refused', (list, key) => {
  const cursor = btoa8(JSON.stringify([list, ...key]))

  expect(() => readCursor(list, cursor)).toThrow('This cursor is not one of this list')
})

test('a day of years that no row has is politely refused', () => {
  const wrong = ['0000-01-01', '1899-12-31', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00']

  for (const since of wrong) expect(SinceParameter.safeParse(since).success, since).toBe(false)
  for (const since of ['1900-01-01', '9999-12-31'])
    expect(SinceParameter.safeParse(since).success, since).toBe(true)
})

const btoa8 = (text: string) => Buffer.from(text).toString('base64url')

test('the last page has no next one, even when it is full', () => {
  const how = { list: 'pots', keyOf: (row: number): [number] => [row] } as const

  expect(pageOf([1, 2], 2, how).next).toBeUndefined()
  expect(pageOf([1, 2, 3], 2, how)).toEqual({ data: [1, 2], next: writeCursor('pots', [2]) })
})
