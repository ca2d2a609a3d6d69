import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** So many journeys at once: one more than the cores of a small machine, since each waits now and again. */
export const WORKERS = 3

/** All that the journeys keep lies here. */
export const journeysFolder = path.resolve(process.env.DATA_DIR ?? '.data', 'e2e')

/** Where the site of each worker keeps its data. */
export const siteFolder = (place: number) => path.join(journeysFolder, String(place))

/** Sites that no journey changes, one for each of the tests that ask for everything there is. */
export const untouched = { whoMay: siteFolder(WORKERS), everyPage: siteFolder(WORKERS + 1) }

export const allSites = Array.from({ length: WORKERS + 2 }, (_, place) => siteFolder(place))

/** What a journey takes a copy of that changes too much for those after it. */
export const toCopy = siteFolder(WORKERS + 2)

/** Tells the demonstration once and gives each site its own copy: telling it takes longer than copying. */
export function prepareSites() {
  fs.rmSync(journeysFolder, { recursive: true, force: true })
  const [first = '', ...others] = allSites
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/server/seed.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: first, DATABASE_URL: '', DEMONSTRATION: 'on' },
  })
  if (status !== 0) throw new Error('The demonstration could not be told.')
  for (const other of [...others, toCopy]) copyFolder(first, other)
}

/** PostgreSQL only serves files of the user it runs as, so who owns them is copied too. */
export function copyFolder(from: string, to: string) {
  fs.cpSync(from, to, { recursive: true, preserveTimestamps: true })
  for (const name of ['', ...fs.readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { uid, gid } = fs.statSync(path.join(from, name))
    fs.chownSync(path.join(to, name), uid, gid)
  }
}
