import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { erasuresFile, eraseAgainFrom } from '#app/jobs/note-erasures.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/**
 * `npm run erase-again`: after an older backup was put back, erases again whoever was erased since. Reads the list the site
 * keeps in DATA_DIR/erased.txt, or the file named by `--from`. Says of each what came of it, and fails if somebody has to wait.
 */
const { values } = parseArgs({ options: { from: { type: 'string' } } })
const from = values.from ?? erasuresFile()
if (!fs.existsSync(from)) {
  console.error(`There is no file ${from}. Name the list of who was erased by --from.`)
  process.exit(1)
}
const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const done = await eraseAgainFrom(from)
await closeDatabase()
await embedded?.stop()

for (const { personId, outcome, why } of done)
  console.log(`${outcome.padEnd(12)}  ${personId}  ${why.join(' ')}`.trimEnd())
const count = (wanted: string) => done.filter(({ outcome }) => outcome === wanted).length
console.log(
  `${done.length} in ${from}: ${count('erased')} erased again, ${count('was erased')} were erased, ` +
    `${count('waits')} wait, ${count('is not there')} are not there.`,
)
process.exit(count('waits') > 0 ? 1 : 0)
