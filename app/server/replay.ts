import { parseArgs } from 'node:util'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { replay } from '#app/jobs/replay-pots.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/**
 * `npm run replay`: works every pot out again from its events, or one of them with `--pot`, and compares
 * it with what is stored. Prints each difference by pot and pledge, and fails if there is any.
 */
const { values } = parseArgs({ options: { pot: { type: 'string' } } })
const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const started = performance.now()
const { journals, matches, differences } = await replay(values.pot)
await closeDatabase()
await embedded?.stop()

for (const { pot, pledge, what } of differences)
  console.error(`DIFFERENT  ${pot}  ${pledge}  ${what}`)
const seconds = ((performance.now() - started) / 1_000).toFixed(1)
console.log(
  differences.length > 0
    ? `${differences.length} differences in ${journals} journals.`
    : `The same to the penny: ${matches} matches from ${journals} journals, in ${seconds} seconds.`,
)
process.exit(differences.length > 0 ? 1 : 0)
