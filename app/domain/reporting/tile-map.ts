/** A council with what it did; councils without a tile of their own fill others' or none. */
export type MappedCouncil = {
  id: string
  gss: string
  name: string
  slug: string
  type: string
  nation: string
  region: string
  parentCountyGss: string | null
  population: number | null
  tileColumn: number | null
  tileRow: number | null
  hasPledged: boolean
  shares: boolean
}

export type MapState = 'pledged' | 'shares' | 'none'
export type MapTile = { gss: string; name: string; column: number; row: number; state: MapState }

const stateOf = ({ hasPledged, shares }: Pick<MappedCouncil, 'hasPledged' | 'shares'>): MapState =>
  hasPledged ? 'pledged' : shares ? 'shares' : 'none'

const strength: Record<MapState, number> = { none: 0, shares: 1, pledged: 2 }
const stronger = (a: MapState, b: MapState) => (strength[b] > strength[a] ? b : a)

/** One tile for each district or single-tier council. A county fills its districts' tiles. */
export function fillTiles(councils: MappedCouncil[]): MapTile[] {
  const counties = new Map(councils.map((council) => [council.gss, stateOf(council)]))
  return councils.flatMap((council) => {
    const { gss, name, tileColumn: column, tileRow: row } = council
    if (column === null || row === null) return []
    const county = counties.get(council.parentCountyGss ?? '') ?? 'none'
    return [{ gss, name, column, row, state: stronger(stateOf(council), county) }]
  })
}

/** Councils, not tiles: a county is one council and fills many tiles. */
export function countInvolved(councils: MappedCouncil[]) {
  const states = councils.map(stateOf)
  return {
    pledged: states.filter((state) => state === 'pledged').length,
    sharesOnly: states.filter((state) => state === 'shares').length,
  }
}

/**
 * The part of all residents, in percent, that the involved councils serve. Counted by tiles, so that
 * people who have both a county and a district are counted once.
 */
export function percentServed(councils: MappedCouncil[]) {
  const populations = new Map(councils.map(({ gss, population }) => [gss, population ?? 0]))
  const tiles = fillTiles(councils)
  const residents = (of: MapTile[]) =>
    of.reduce((sum, { gss }) => sum + (populations.get(gss) ?? 0), 0)
  const all = residents(tiles)
  return all === 0
    ? 0
    : Math.round((100 * residents(tiles.filter((tile) => tile.state !== 'none'))) / all)
}
