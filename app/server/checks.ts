import fs from 'node:fs'
import type { Check } from '#app/core/check.ts'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/** Asks every area whether its invariants hold, prints what breaks them, and fails if anything does. */
const areas = new URL('../domain/', import.meta.url)

const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const broken = await listBroken()
for (const { name, rows } of broken) console.error(`Check broken: ${name}`, rows.slice(0, 5))
await closeDatabase()
await embedded?.stop()
process.exit(broken.length ? 1 : 0)

async function listBroken() {
  const found: { name: string; rows: unknown[] }[] = []
  for (const check of await listChecks()) {
    const rows = await check.rows()
    if (rows.length) found.push({ name: check.name, rows })
  }
  return found
}

async function listChecks() {
  const files = fs
    .readdirSync(areas)
    .map((area) => new URL(`${area}/checks.server.ts`, areas))
    .filter((file) => fs.existsSync(file))
  const loaded = await Promise.all(
    files.map((file) => import(file.href) as Promise<{ checks: Check[] }>),
  )
  return loaded.flatMap((area) => area.checks)
}
