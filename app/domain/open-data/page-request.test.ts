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

test('what is not known, or said twice, is not skipped', () => {
  expect(() => read('page=2')).toThrow('There is no parameter called page.')
  expect(() => read('limit=2&limit=3')).toThrow('Give limit once.')
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

const btoa8 = (text: string) => Buffer.from(text).toString('base64url')

test('the last page has no next one, even when it is full', () => {
  const how = { list: 'pots', keyOf: (row: number): [number] => [row] } as const

  expect(pageOf([1, 2], 2, how).next).toBeUndefined()
  expect(pageOf([1, 2, 3], 2, how)).toEqual({ data: [1, 2], next: writeCursor('pots', [2]) })
})
