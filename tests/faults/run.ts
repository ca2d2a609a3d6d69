import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { closeDatabase } from '#app/core/db.server.ts'
import { bugs } from './campaign/bugs.ts'
import { runCampaign } from './campaign/campaign.ts'
import { passPrismasLimit } from './campaign/past-limits.ts'
import { plant } from './campaign/plant.ts'
import { startCampaignPostgres } from './campaign/postgres-faults.ts'
import { readVersions, writeReport, type BugScore } from './campaign/report.ts'
import { playMany } from './play/many.ts'
import { pickSeed } from './play/seed.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '60' },
    /** How many histories are played side by side. */
    processes: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    /** Only one part: `histories`, `campaign`, `limits` or `bugs`. */
    only: { type: 'string' },
  },
})
const seed = Number(values.seed ?? pickSeed())
const rounds = Number(values.rounds)
const say = (line: string) => console.log(line)
const isWanted = (part: string) => !values.only || values.only === part
say(`To replay: npm run faults -- --seed ${seed}`)

const postgres = values.only === 'histories' ? undefined : await startCampaignPostgres()
const untilMs = performance.now() + Number(values.minutes) * 60_000
const campaign =
  postgres && isWanted('campaign')
    ? await runCampaign({ postgres, seed, say, rounds, untilMs, hasSlowed: true })
    : undefined
const pastLimits = postgres && isWanted('limits') ? await passPrismasLimit(postgres) : undefined
const scores: BugScore[] = []
if (postgres && isWanted('bugs'))
  for (const bug of bugs) scores.push(await plant({ postgres, seed, say, bug, mostRounds: 12 }))
const histories = isWanted('histories')
  ? await playMany({
      ...{ seed, runs: Number(values.runs), say },
      processes: Number(values.processes),
    })
  : undefined
const isFine = writeReport({
  ...{ seed, histories, campaign, pastLimits, bugs: scores },
  versions: await readVersions(),
  leastCuts: Math.max(1, Math.floor((campaign?.rounds.length ?? 0) / 4)),
})
await closeDatabase()
await postgres?.embedded.stop()
process.exit(isFine ? 0 : 1)
