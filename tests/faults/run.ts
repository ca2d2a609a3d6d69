import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { playMany } from './play/many.ts'
import { pickSeed } from './play/seed.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '2000' },
  },
})
const seed = Number(values.seed ?? pickSeed())
console.log(`To replay: npm run faults -- --seed ${seed}`)
const played = await playMany({
  ...{ seed, runs: Number(values.runs) },
  processes: Math.min(4, availableParallelism()),
  say: (line) => console.log(line),
})
console.log(
  `Histories: ${played.runs} runs, ${played.steps} steps, ${played.twice} of them twice at once, ${played.refused} refused`,
)
for (const failure of played.failures)
  console.error(`Seed ${failure.seed} differs from the model:\n${failure.why}`)
process.exit(played.failures.length > 0 ? 1 : 0)
