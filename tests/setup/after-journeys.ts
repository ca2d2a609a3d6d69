import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Whatever the journeys did, the invariants of every area still hold. The site is still running here. */
export default function holdChecks() {
  const folder = path.resolve(process.env.DATA_DIR ?? '.data', 'e2e')
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/server/checks.ts'], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '' },
  })
  if (status !== 0) throw new Error('A check of the ledger or of an area does not hold.')
}
