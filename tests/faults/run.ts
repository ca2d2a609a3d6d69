import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { closeDatabase, pool } from '#app/core/db.server.ts'
import { bugs } from './campaign/bugs.ts'
import { runCampaign } from './campaign/campaign.ts'
import { plant } from './campaign/plant.ts'
import { startCampaignPostgres } from './campaign/postgres-faults.ts'
import { versionsOf, writeReport, type BugScore } from './campaign/report.ts'
import { playMany } from './play/many.ts'
import { pickSeed } from './play/seed.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '60' },
    /** Only one part: `histories`, `campaign` or `bugs`. */
    only: { type: 'string' },
  },
})
const seed = Number(values.seed ?? pickSeed())
const rounds = Number(values.rounds)
const say = (line: string) => console.log(line)
const isWanted = (part: string) => !values.only || values.only === part
say(`To replay: npm run faults -- --seed ${seed}`)

const postgres = await startCampaignPostgres()
const untilMs = performance.now() + Number(values.minutes) * 60_000
const wanted = { postgres, seed, say }
const campaign = isWanted('campaign')
  ? await runCampaign({ ...wanted, rounds, untilMs })
  : undefined
const scores: BugScore[] = []
if (isWanted('bugs'))
  for (const bug of bugs) scores.push(await plant({ ...wanted, bug, mostRounds: 12 }))
const { rows } = await pool.query<{ version: string }>(
  `select 'PostgreSQL ' || current_setting('server_version') as version`,
)
const histories = isWanted('histories')
  ? await playMany({
      ...{ seed, runs: Number(values.runs), say },
      processes: Math.min(4, availableParallelism()),
    })
  : undefined
const isFine = writeReport({
  ...{ seed, histories, campaign, bugs: scores },
  versions: versionsOf(rows[0]?.version ?? ''),
  leastCuts: Math.max(1, Math.floor((campaign?.rounds.length ?? 0) / 4)),
})
await closeDatabase()
await postgres.embedded.stop()
process.exit(isFine ? 0 : 1)
