import { expect, test } from 'vitest'
import { councilsHref, readCouncilFilters } from './council-filters.ts'
import { describePlace, formatCount } from './council-words.ts'

const read = (address: string) => readCouncilFilters(new URLSearchParams(address))

test('filters come from the address, and nonsense in it is left out', () => {
  expect(read('q=+Leeds+&place=Wales&kind=council&page=3')).toEqual({
    q: 'Leeds',
    place: 'Wales',
    kind: 'council',
    page: 3,
  })
  for (const page of ['0', '-1', '1.5', 'x', '1e9', ''])
    expect(read(`place=Atlantis&kind=x&page=${page}`)).toEqual({ q: '', page: 1 })
})

test('another page keeps the filters', () => {
  expect(councilsHref(read('q=a%26b&place=North+East'), 2)).toBe(
    '/councils?q=a%26b&place=North+East&page=2',
  )
  expect(councilsHref(read(''), 1)).toBe('/councils')
})

test('places and counts read well', () => {
  expect(describePlace('London', 'England')).toBe('London, England')
  expect(describePlace('Wales', 'Wales')).toBe('Wales')
  expect([0, 999, 1000, 1234567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567'])
})
