import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { playHistories } from './histories.ts'
import { renewDatabase } from './renew.ts'

/** One process of many: plays so many histories in a database of its own, and says what it counted. */
const {
  url = '',
  seed = '',
  runs = '',
  path,
  adminUrl = '',
  template = '',
} = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>
useDatabase(url)
try {
  const { steps, twice, refused, kinds } = await playHistories({
    seed: Number(seed),
    runs: Number(runs),
    path,
    renew: () => renewDatabase({ adminUrl, template }),
    shortenForMs: 300_000,
  })
  console.log(
    JSON.stringify({ runs: Number(runs), steps, twice, refused, kinds: Object.fromEntries(kinds) }),
  )
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
