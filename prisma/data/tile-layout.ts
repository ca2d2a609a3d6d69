/**
 * Lays out one tile for each council on a grid whose odd rows are shifted half a tile east.
 * Three steps, all deterministic: spread the councils until each has room for a tile while neighbours
 * keep their bearing; give each a cell so that the squared moves add up to the least; close holes.
 */
import { assign } from './assignment.ts'

export type Place = { gss: string; latitude: number; longitude: number; nation: string }
export type Tile = { gss: string; column: number; row: number }
type Point = { x: number; y: number }
type Spot = Place & Point
type Edge = { from: number; to: number; wish: Point }
type Cell = { column: number; row: number }

const kmPerDegree = 111.2
const kmPerTile = 33

/** Islands no neighbour holds in place: each sits this many tiles from the council nearest to it. */
const islands: Record<string, { beside: string; by: Cell }> = {
  S12000023: { beside: 'S12000017', by: { column: 2, row: -2 } },
  S12000027: { beside: 'S12000017', by: { column: 4, row: -4 } },
  S12000013: { beside: 'S12000017', by: { column: -3, row: -1 } },
  E06000053: { beside: 'E06000052', by: { column: -2, row: 1 } },
}

/** Where Northern Ireland lies from Argyll and Bute, counted from its own middle. */
const irelandFrom = { gss: 'S12000035', by: { x: -4, y: 5.5 } }

export function layOutTiles(places: Place[]): Tile[] {
  const sorted = [...places].sort((a, b) => (a.gss < b.gss ? -1 : 1)).map(project)
  const held = sorted.filter((place) => !islands[place.gss])
  const isIrish = (place: Place) => place.nation === 'Northern Ireland'
  const britain = settle(spread(held.filter((place) => !isIrish(place))))
  const ireland = settle(moveBeside(britain, spread(held.filter(isIrish))))
  return fromTopLeft(withIslands([...britain, ...ireland]))
}

const project = (place: Place): Spot => ({
  ...place,
  x: ((place.longitude + 4) * kmPerDegree * Math.cos((55 * Math.PI) / 180)) / kmPerTile,
  y: ((58 - place.latitude) * kmPerDegree) / kmPerTile,
})

/** Springs keep neighbours at their bearing and a tile apart; overlapping councils push each other away. */
function spread(homes: Spot[]): Spot[] {
  const spots = homes.map((home) => ({ ...home }))
  const edges = neighbours(homes)
  for (let round = 0; round < 1500; round++) {
    for (const { from, to, wish } of edges) pull(spots, { from, to, wish }, 0.08)
    pushApart(spots)
    spots.forEach((spot, index) => {
      const home = homes[index] ?? spot
      spot.x += (home.x - spot.x) * 0.002
      spot.y += (home.y - spot.y) * 0.002
    })
  }
  return spots
}

function pull(spots: Spot[], { from, to, wish }: Edge, strength: number) {
  const [a, b] = [spots[from], spots[to]]
  if (!a || !b) return
  const x = (b.x - a.x - wish.x) * strength
  const y = (b.y - a.y - wish.y) * strength
  a.x += x
  a.y += y
  b.x -= x
  b.y -= y
}

function pushApart(spots: Spot[]) {
  spots.forEach((a, index) => {
    for (let other = index + 1; other < spots.length; other++) {
      const b = spots[other] ?? a
      const [x, y] = [b.x - a.x, b.y - a.y]
      if (Math.abs(x) >= 1.02 || Math.abs(y) >= 1.02) continue
      const apart = Math.hypot(x, y) || 1e-6
      if (apart >= 1.02) continue
      const by = ((1.02 - apart) / apart) * 0.45
      a.x -= x * by
      a.y -= y * by
      b.x += x * by
      b.y += y * by
    }
  })
}

/** Two councils are neighbours if no third lies inside the circle between them (a Gabriel graph). */
function neighbours(spots: Spot[]): Edge[] {
  const edges: Edge[] = []
  spots.forEach((a, from) => {
    spots.forEach((b, to) => {
      if (to <= from) return
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
      const radius = distance(a, b) / 2
      if (crossesSea(a, b)) return
      if (spots.some((c) => c !== a && c !== b && distance(c, middle) < radius)) return
      edges.push({ from, to, wish: { x: (b.x - a.x) / radius / 2, y: (b.y - a.y) / radius / 2 } })
    })
  })
  return edges
}

/** The Bristol Channel: Wales and the south west meet only north of the Severn's mouth. */
const crossesSea = (a: Spot, b: Spot) =>
  a.nation !== b.nation &&
  [a, b].some((spot) => spot.nation === 'Wales') &&
  [a, b].some((spot) => spot.nation === 'England' && spot.latitude < 51.45)

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

const centre = (cell: Cell): Point => ({ x: cell.column + (odd(cell.row) ? 0.5 : 0), y: cell.row })
const odd = (row: number) => Math.abs(row) % 2 === 1

type Settled = Tile & { nation: string }

/** Puts each council on its own cell, then moves the layout in from its edge to close inner holes. */
function settle(spots: Spot[]): Settled[] {
  let cells = cellsAround(spots)
  let chosen = choose(spots, cells)
  for (let turn = 0; turn < 80; turn++) {
    const hole = findHole(chosen)
    if (!hole) break
    const loose = loosest(chosen, hole)
    cells = [...chosen.filter((cell) => cell !== loose), hole]
    chosen = choose(spots, cells)
  }
  return chosen.map((cell, index) => {
    const { gss = '', nation = '' } = spots[index] ?? {}
    return { gss, nation, column: cell.column, row: cell.row }
  })
}

function choose(spots: Spot[], cells: Cell[]): Cell[] {
  const centres = cells.map(centre)
  const costs = spots.map((spot) => centres.map((point) => distance(spot, point) ** 2))
  return assign(costs).flatMap((index) => cells[index] ?? [])
}

function cellsAround(spots: Spot[]): Cell[] {
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)]
  const range = (values: number[]) => {
    const first = Math.floor(Math.min(...values)) - 2
    return Array.from({ length: Math.ceil(Math.max(...values)) + 3 - first }, (_, at) => first + at)
  }
  return range(ys)
    .flatMap((row) => range(xs).map((column) => ({ column, row })))
    .filter((cell) => spots.some((spot) => distance(spot, centre(cell)) < 2.5))
}

const key = (cell: Cell) => `${cell.column},${cell.row}`

function around({ column, row }: Cell): Cell[] {
  const east = odd(row) ? 1 : 0
  return [
    { column: column - 1, row },
    { column: column + 1, row },
    { column: column - 1 + east, row: row - 1 },
    { column: column + east, row: row - 1 },
    { column: column - 1 + east, row: row + 1 },
    { column: column + east, row: row + 1 },
  ]
}

/** An empty cell with land on at least five of its six sides. */
function findHole(chosen: Cell[]): Cell | undefined {
  const land = new Set(chosen.map(key))
  return chosen
    .flatMap(around)
    .filter((cell) => !land.has(key(cell)))
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .find((cell) => around(cell).filter((side) => land.has(key(side))).length >= 5)
}

/** The tile with fewest neighbours near a hole: giving up its cell smooths the coast most. */
function loosest(chosen: Cell[], hole: Cell): Cell | undefined {
  const land = new Set(chosen.map(key))
  const sides = (cell: Cell) => around(cell).filter((side) => land.has(key(side))).length
  const score = (cell: Cell) => sides(cell) * 2 + distance(centre(cell), centre(hole)) / 2
  return [...chosen].filter((cell) => sides(cell) < 5).sort((a, b) => score(a) - score(b))[0]
}

function moveBeside(britain: Settled[], spots: Spot[]): Spot[] {
  const anchor = britain.find((tile) => tile.gss === irelandFrom.gss)
  if (!anchor || spots.length === 0) return spots
  const mean = (of: (spot: Spot) => number) =>
    spots.reduce((sum, spot) => sum + of(spot), 0) / spots.length
  const x = anchor.column + irelandFrom.by.x - mean((spot) => spot.x)
  const y = anchor.row + irelandFrom.by.y - mean((spot) => spot.y)
  return spots.map((spot) => ({ ...spot, x: spot.x + x, y: spot.y + y }))
}

function withIslands(tiles: Tile[]): Tile[] {
  const isles = Object.entries(islands).flatMap(([gss, { beside, by }]) => {
    const anchor = tiles.find((tile) => tile.gss === beside)
    return anchor ? [{ gss, column: anchor.column + by.column, row: anchor.row + by.row }] : []
  })
  return [...tiles, ...isles]
}

/** Starts columns and rows at 0, by whole pairs of rows so that the shifted rows stay shifted. */
function fromTopLeft(tiles: Tile[]): Tile[] {
  const left = Math.min(...tiles.map((tile) => tile.column))
  const top = Math.min(...tiles.map((tile) => tile.row))
  const up = odd(top) ? top - 1 : top
  return tiles
    .map(({ gss, column, row }) => ({ gss, column: column - left, row: row - up }))
    .sort((a, b) => (a.gss < b.gss ? -1 : 1))
}
