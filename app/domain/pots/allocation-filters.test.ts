import { expect, test } from 'vitest'
import { allocationsHref, readAllocationFilters } from './allocation-filters.ts'

const council = '0190a000-0000-7000-8000-000000000001'
const read = (text: string) => readAllocationFilters(new URLSearchParams(text))

test('an address asks for a council, a version of the rule and a day', () => {
  expect(read(`council=${council}&version=2&on=2027-09-14`)).toEqual({
    council,
    version: 2,
    on: '2027-09-14',
  })
})

test('what makes no sense in an address is left out', () => {
  expect(read('council=kent&version=0&on=2027-02-30')).toEqual({})
  expect(read('council=&version=&on=')).toEqual({})
  expect(read('version=1.5')).toEqual({})
})

test('the next page asks for the same', () => {
  const after = '1757840400000~0190a000-0000-7000-8000-000000000002'

  expect(allocationsHref('seed', {})).toBe('/pots/seed/allocations')
  expect(allocationsHref('seed', { version: 2, on: '2027-09-14' }, after)).toBe(
    '/pots/seed/allocations?version=2&on=2027-09-14&after=1757840400000%7E0190a000-0000-7000-8000-000000000002',
  )
})
