import { expect, test } from 'vitest'
import { playHistories } from './play/histories.ts'
import { pickSeed } from './play/seed.ts'

const RUNS = 8

test('any history of pots and pledges leaves all money where the model says, to the penny', async () => {
  const seed = Number(process.env.FAULTS_SEED ?? pickSeed())
  console.log(`Histories: ${RUNS} runs. To replay: FAULTS_SEED=${seed}`)
  const { steps } = await playHistories({ seed, runs: RUNS })
  expect(steps).toBeGreaterThan(RUNS)
}, 180_000)
