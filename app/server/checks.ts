import { parseArgs } from 'node:util'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { findChain } from '#app/jobs/seal-journals.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/**
 * `npm run verify`: works out the chain of seals again and asks every area whether its invariants
 * hold. Prints what breaks them, and fails if anything does, or if `--root` is of no block.
 */
const { values } = parseArgs({ options: { root: { type: 'string' } } })
const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const { held, broken } = await listBroken()
const chain = await findChain(values.root)
await closeDatabase()
await embedded?.stop()

for (const name of held) console.log(`holds   ${name}`)
for (const { name, rows } of broken) console.error(`BROKEN  ${name}`, rows.slice(0, 5))
const { newest, waiting, given } = chain
console.log(
  newest
    ? `Sealed up to journal ${newest.toJournalId} in block ${newest.number}; ${waiting} to be sealed.\nRoot ${newest.hash}`
    : `Nothing is sealed yet; ${waiting} journals to be sealed.`,
)
if (given) console.log(`The root you gave is that of block ${given.number}.`)
const isLost = values.root !== undefined && !given
if (isLost) console.error('BROKEN  The root you gave is of no block: the ledger was rewritten.')
process.exit(broken.length || isLost ? 1 : 0)
