import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { register } from './register.ts'

const { councils, combinedAuthorities, memberships, mayors, tiles } = register
const count = (belongs: (council: (typeof councils)[number]) => boolean) =>
  councils.filter(belongs).length
const unique = (values: unknown[]) => new Set(values).size

test('the register holds every principal council of the four nations once', () => {
  expect(councils).toHaveLength(382)
  expect(count((council) => council.nation === 'England')).toBe(317)
  expect(count((council) => council.nation === 'Scotland')).toBe(32)
  expect(count((council) => council.nation === 'Wales')).toBe(22)
  expect(count((council) => council.nation === 'Northern Ireland')).toBe(11)
  expect(unique(councils.map((council) => council.gss))).toBe(382)
  expect(unique([...councils, ...combinedAuthorities].map(({ slug }) => slug))).toBe(398)
})

test('England is counted by type as the register counts it', () => {
  expect(count(({ type }) => type === 'county')).toBe(21)
  expect(count(({ type }) => type === 'unitary')).toBe(63)
  expect(count(({ type }) => type === 'metropolitan-district')).toBe(36)
  expect(count(({ type }) => type === 'non-metropolitan-district')).toBe(164)
  expect(count(({ type }) => type === 'london-borough' || type === 'city-of-london')).toBe(33)
})

test('councils other than counties add up to the population of the UK', () => {
  const people = councils
    .filter(({ type }) => type !== 'county')
    .reduce((sum, { population }) => sum + population, 0)

  expect(people).toBe(67_081_234)
})

test('every district of a county points at a county that exists', () => {
  const counties = new Set(councils.filter(({ type }) => type === 'county').map(({ gss }) => gss))
  const districts = councils.filter(({ type }) => type === 'non-metropolitan-district')

  expect(districts.filter(({ parentCountyGss }) => !counties.has(parentCountyGss ?? ''))).toEqual(
    [],
  )
})

test('sixteen combined authorities hold 145 memberships, and councils agree with them', () => {
  const slugs = new Set(councils.map(({ slug }) => slug))
  const areas = new Set(combinedAuthorities.map(({ slug }) => slug))

  expect(combinedAuthorities).toHaveLength(16)
  expect(combinedAuthorities.filter(({ isMayoral }) => isMayoral)).toHaveLength(14)
  expect(memberships).toHaveLength(145)
  expect(memberships.filter(({ council }) => !slugs.has(council))).toEqual([])
  expect(memberships.filter(({ combinedAuthority }) => !areas.has(combinedAuthority))).toEqual([])
  expect(councils.filter((council) => !areas.has(council.combinedAuthority ?? ''))).toHaveLength(
    382 - unique(memberships.map(({ council }) => council)),
  )
})

test('every framework of the list has a number of its own and ends after it begins', () => {
  const { frameworks } = register

  expect(unique(frameworks.map(({ reference }) => reference))).toBe(frameworks.length)
  expect(frameworks.filter(({ fromOn, toOn }) => fromOn && toOn && toOn <= fromOn)).toEqual([])
})

describe('mayors', () => {
  const areas = [...new Set(mayors.map(({ combinedAuthority }) => combinedAuthority))].sort()

  test('each mayoral area has exactly one mayor in post, and no other area has any', () => {
    const inPost = mayors.filter(({ leftOfficeOn }) => leftOfficeOn === null)
    const mayoral = combinedAuthorities.filter(({ isMayoral }) => isMayoral)

    expect(inPost.map(({ combinedAuthority }) => combinedAuthority).sort()).toEqual(
      mayoral.map(({ slug }) => slug).sort(),
    )
    expect(areas).toEqual(mayoral.map(({ slug }) => slug).sort())
  })

  test.each(areas)('terms of office in %s do not overlap', (area) => {
    const terms = mayors
      .filter(({ combinedAuthority }) => combinedAuthority === area)
      .toSorted((a, b) => (a.tookOfficeOn < b.tookOfficeOn ? -1 : 1))

    terms.forEach(({ tookOfficeOn, leftOfficeOn }, index) => {
      const next = terms[index + 1]
      if (next) expect(leftOfficeOn && leftOfficeOn <= next.tookOfficeOn).toBe(true)
      expect(leftOfficeOn ?? '9999').toSatisfy((day: string) => day > tookOfficeOn)
    })
  })

  test('six areas with a combined authority had a mayor on the last day of 2017', () => {
    const inPost = mayors.filter(
      ({ tookOfficeOn, leftOfficeOn }) =>
        tookOfficeOn <= '2017-12-31' && (leftOfficeOn ?? '9999') > '2017-12-31',
    )

    // South Yorkshire's first mayor came in 2018; London makes the seventh.
    expect(inPost).toHaveLength(7)
  })
})

test('functions form two levels and services have their own numbers', () => {
  const { serviceFunctions, services } = register
  const top = new Set(serviceFunctions.filter(({ parentId }) => !parentId).map(({ id }) => id))

  expect(serviceFunctions).toHaveLength(113)
  expect(top.size).toBe(13)
  expect(serviceFunctions.filter(({ parentId }) => parentId && !top.has(parentId))).toEqual([])
  expect(services).toHaveLength(1519)
  expect(unique(services.map(({ id }) => id))).toBe(1519)
})

test('bank holidays of 2026 are known for each division', () => {
  const in2026 = (division: string) =>
    register.bankHolidays.filter((day) => day.division === division && day.date.startsWith('2026'))

  expect(in2026('england-and-wales')).toHaveLength(8)
  expect(in2026('scotland')).toHaveLength(10)
  expect(in2026('northern-ireland')).toHaveLength(10)
})

describe('the tile map', () => {
  const tiled = councils.filter(({ type }) => type !== 'county')
  const placed = new Map(tiles.map((tile) => [tile.gss, tile]))
  const place = tiled.map((council) => {
    const tile = placed.get(council.gss)
    if (!tile) throw new Error(`${council.name} has no tile`)
    return { ...council, x: tile.column + (tile.row % 2) / 2, y: tile.row }
  })

  test('every council but the counties has its own tile', () => {
    expect(tiles).toHaveLength(361)
    expect(tiles.map(({ gss }) => gss).sort()).toEqual(tiled.map(({ gss }) => gss).sort())
    expect(unique(tiles.map(({ column, row }) => `${column},${row}`))).toBe(361)
  })

  test('north stays north and east stays east', () => {
    expect(
      order(
        place,
        (tile) => -tile.latitude,
        (tile) => tile.y,
      ),
    ).toBeGreaterThan(0.97)
    expect(
      order(
        place,
        (tile) => tile.longitude,
        (tile) => tile.x,
      ),
    ).toBeGreaterThan(0.95)
  })

  test('the sea lies between Northern Ireland and the rest', () => {
    const [ireland, others] = [true, false].map((wanted) =>
      place.filter(({ nation }) => (nation === 'Northern Ireland') === wanted),
    )
    const gaps = (ireland ?? []).flatMap((a) =>
      (others ?? []).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
    )

    expect(Math.min(...gaps)).toBeGreaterThan(2)
  })

  test('a council keeps near its nearest neighbours', () => {
    expect(nearness(place)).toBeGreaterThan(0.8)
  })

  // Only a maintainer's machine has the layout we compare with; we neither ship nor copy it.
  const published = '../shared/data/uk-map/uk-hex.json'
  test.runIf(existsSync(published))('it keeps neighbours as well as the published layout', () => {
    const { hexes }: { hexes: { gss: string; column: number; row: number }[] } = JSON.parse(
      readFileSync(published, 'utf8'),
    )
    const theirs = new Map(hexes.map((hex) => [hex.gss, hex]))
    const inTheirs = place.map((council) => {
      const hex = theirs.get(council.gss) ?? { column: 0, row: 0 }
      return { ...council, x: hex.column + ((hex.row + 1) % 2) / 2, y: hex.row }
    })

    expect(nearness(place)).toBeGreaterThanOrEqual(nearness(inTheirs))
    const same = tiles.filter((tile) => {
      const hex = theirs.get(tile.gss)
      return hex?.column === tile.column && hex.row === tile.row
    })
    expect(same.length).toBeLessThan(36)
  })
})

type Placed = { latitude: number; longitude: number; x: number; y: number }

/** Spearman's rank correlation; equal values share their mean rank. */
function order(places: Placed[], first: (at: Placed) => number, second: (at: Placed) => number) {
  const ranks = (values: number[]) =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length +
        values.filter((other) => other === value).length / 2,
    )
  const [a, b] = [ranks(places.map(first)), ranks(places.map(second))]
  const mean = places.length / 2
  const product = (one: number[], two: number[]) =>
    one.reduce((sum, rank, index) => sum + (rank - mean) * ((two[index] ?? mean) - mean), 0)
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b))
}

/** The share of each council's four nearest councils that lie within three tiles of it. */
function nearness(places: Placed[]) {
  const kept = places.flatMap((from) => {
    const away = (to: Placed) =>
      Math.hypot(to.latitude - from.latitude, (to.longitude - from.longitude) * 0.58)
    return places
      .filter((to) => to !== from)
      .sort((a, b) => away(a) - away(b))
      .slice(0, 4)
      .map((to) => Math.hypot(to.x - from.x, to.y - from.y) <= 3)
  })
  return kept.filter(Boolean).length / kept.length
}
