import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/** Asks every area whether its invariants hold, prints what breaks them, and fails if anything does. */
const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const broken = await listBroken()
for (const { name, rows } of broken) console.error(`Check broken: ${name}`, rows.slice(0, 5))
await closeDatabase()
await embedded?.stop()
process.exit(broken.length ? 1 : 0)
