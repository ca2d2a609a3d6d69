import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Whatever the journeys did, the invariants of every area still hold. The sites are still running here. */
export default function holdChecks() {
  const folder = path.resolve(process.env.DATA_DIR ?? '.data', 'e2e')
  for (const site of fs.readdirSync(folder)) {
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/server/checks.ts'], {
      stdio: 'inherit',
      env: { ...process.env, DATA_DIR: path.join(folder, site), DATABASE_URL: '' },
    })
    if (status !== 0) throw new Error('A check of the ledger or of an area does not hold.')
  }
}
