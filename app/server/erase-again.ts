import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { eraseAgain, erasuresFile, readErasuresOf } from '#app/jobs/note-erasures.server.ts'
import { startEmbedded } from './postgres/embedded.ts'

/**
 * `npm run erase-again`: after an older backup was put back, erases again whoever was erased since. Reads the list the site
 * keeps in DATA_DIR/erased.txt, or the file named by `--from`. Says of each what came of it, and fails if somebody has to wait.
 */
const from = readArguments() ?? erasuresFile()
// Read to its end before anything is opened: with one line that cannot be followed nobody is erased.
const erasures = await readList(from)
const embedded = env.DATABASE_URL ? undefined : await startEmbedded({ folder: env.DATA_DIR })
useDatabase(env.DATABASE_URL ?? embedded?.url ?? '')
const done = await eraseAgain(erasures)
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

function readArguments() {
  try {
    return parseArgs({ options: { from: { type: 'string' } } }).values.from
  } catch (error) {
    return giveUp(
      `${reasonOf(error)}\nName the list of who was erased by --from, and nothing else.`,
    )
  }
}

async function readList(file: string) {
  if (!fs.existsSync(file))
    return giveUp(`There is no file ${file}. Name the list of who was erased by --from.`)
  try {
    return await readErasuresOf(file)
  } catch (error) {
    return giveUp(`${file} cannot be followed, so nobody was erased.\n${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown) {
  return error instanceof Error ? error.message : String(error)
}

function giveUp(why: string): never {
  console.error(why)
  process.exit(1)
}
