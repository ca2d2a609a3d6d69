import { expect, test } from 'vitest'
import { hrefOf, noFilters, readFilters, sortOf, without } from './challenge-filters.ts'

const read = (search: string) => readFilters(new URLSearchParams(search))

test('filters are read from the address and written back to the same address', () => {
  const search =
    'q=parking+permits&stage=pooling&area=5&area=9&pot=seed-fund&nation=Wales&closing=30&sort=newest&page=3'

  expect(hrefOf(read(search), { page: 3 })).toBe(`/challenges?${search}`)
})

test('what makes no sense in an address is left out', () => {
  expect(
    read(
      'stage=draft&stage=pooling&area=x&area=-1&area=99999999999&pot=A%20B&nation=France&closing=7&sort=best&page=0',
    ),
  ).toEqual({ ...noFilters, stage: ['pooling'] })
  expect(read(`q=${'a'.repeat(201)}`).q).toBe('')
})

test('a change of filters goes back to the first page', () => {
  expect(hrefOf(read('stage=funded&page=4'), { sort: 'newest' })).toBe(
    '/challenges?stage=funded&sort=newest',
  )
})

test('one chosen value is taken away and the others stay', () => {
  const filters = read('area=5&area=9&nation=Wales')

  expect(without(filters, 'area', '5')).toBe('/challenges?area=9&nation=Wales')
  expect(without(filters, 'nation', 'Wales')).toBe('/challenges?area=5&area=9')
})

test('a search is answered best match first, a list by closing date', () => {
  expect(
    [read(''), read('q=permits'), read('sort=relevance'), read('q=permits&sort=newest')].map(
      sortOf,
    ),
  ).toEqual(['closing', 'relevance', 'closing', 'newest'])
})
