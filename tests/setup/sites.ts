import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Where the site of each worker keeps its data. */
export const siteFolder = (folder: string, place: number) => path.join(folder, String(place))

/** Tells the demonstration once and gives each site its own copy: telling it takes longer than copying. */
export function prepareSites(folder: string, count: number) {
  fs.rmSync(folder, { recursive: true, force: true })
  const first = siteFolder(folder, 0)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/server/seed.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: first, DATABASE_URL: '', DEMONSTRATION: 'on' },
  })
  if (status !== 0) throw new Error('The demonstration could not be told.')
  for (let place = 1; place < count; place++) copy(first, siteFolder(folder, place))
}

/** PostgreSQL only serves files of the user it runs as, so who owns them is copied too. */
function copy(from: string, to: string) {
  fs.cpSync(from, to, { recursive: true, preserveTimestamps: true })
  for (const name of ['', ...fs.readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { uid, gid } = fs.statSync(path.join(from, name))
    fs.chownSync(path.join(to, name), uid, gid)
  }
}
