import { expect, test } from 'vitest'
import { countInvolved, fillTiles, percentServed, type MappedCouncil } from './tile-map.ts'

const council = (gss: string, wanted: Partial<MappedCouncil> = {}): MappedCouncil => ({
  id: gss,
  gss,
  name: gss,
  slug: gss,
  type: 'non-metropolitan-district',
  nation: 'England',
  region: 'East of England',
  parentCountyGss: null,
  population: 100,
  tileColumn: 1,
  tileRow: 1,
  hasPledged: false,
  shares: false,
  ...wanted,
})
const kent = { parentCountyGss: 'kent' }
const noTile = { tileColumn: null, tileRow: null }

test('a county fills its districts’ tiles and has none of its own', () => {
  const tiles = fillTiles([
    council('kent', { ...noTile, hasPledged: true, shares: true }),
    council('dover', kent),
    council('leeds'),
  ])

  expect(tiles.map(({ gss, state }) => [gss, state])).toEqual([
    ['dover', 'pledged'],
    ['leeds', 'none'],
  ])
})

test('a district that pledged shows it though its county only shares the problem', () => {
  const tiles = fillTiles([
    council('kent', { ...noTile, shares: true }),
    council('dover', { ...kent, hasPledged: true, shares: true }),
    council('thanet', kent),
  ])

  expect(tiles.map(({ state }) => state)).toEqual(['pledged', 'shares'])
})

test('councils are counted once, whatever tiles they fill', () => {
  const councils = [
    council('kent', { ...noTile, hasPledged: true, shares: true }),
    council('dover', { ...kent, shares: true }),
    council('thanet', kent),
  ]

  expect(countInvolved(councils)).toEqual({ pledged: 1, sharesOnly: 1 })
})

test('residents of a county and its district are counted once', () => {
  const councils = [
    council('kent', { ...noTile, population: 200, shares: true }),
    council('dover', { ...kent, shares: true }),
    council('thanet', kent),
    council('leeds', { population: 600 }),
  ]

  expect(percentServed(councils)).toBe(25)
  expect(percentServed([])).toBe(0)
})
