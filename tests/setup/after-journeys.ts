import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { siteFolder, WORKERS } from './sites.ts'

/** Whatever the journeys did, the invariants of every area still hold. The sites are still running here. */
export default async function holdChecks() {
  const places = Array.from({ length: WORKERS + 1 }, (_, place) => place)
  const holds = await Promise.all(places.map((place) => holdsAt(siteFolder(place))))
  if (holds.includes(false)) throw new Error('A check of the ledger or of an area does not hold.')
}

async function holdsAt(folder: string) {
  const checks = spawn(process.execPath, ['--import', 'tsx', 'app/server/checks.ts'], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '' },
  })
  const [status] = await once(checks, 'close')
  return status === 0
}
