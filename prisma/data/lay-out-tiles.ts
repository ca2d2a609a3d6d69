/**
 * Works out the tile map again and writes tiles.json, for whoever changes the register:
 *   npx tsx prisma/data/lay-out-tiles.ts
 * The product never runs this; it reads the committed file.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { layOutTiles, type Place } from './tile-layout.ts'

const folder = import.meta.dirname
const councils: (Place & { type: string })[] = JSON.parse(
  readFileSync(join(folder, 'councils.json'), 'utf8'),
)

// A county council has no tile: the map fills the tiles of its districts.
const tiles = layOutTiles(councils.filter((council) => council.type !== 'county'))

const lines = tiles.map((tile) => `  ${JSON.stringify(tile)}`).join(',\n')
writeFileSync(join(folder, 'tiles.json'), `[\n${lines}\n]\n`)
stdout.write(`tiles.json: ${tiles.length} tiles\n`)
