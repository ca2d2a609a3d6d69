import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, inject, test } from 'vitest'
import { useDatabase } from '#app/core/db.server.ts'
import { bugs } from './campaign/bugs.ts'
import { isBroken, runCampaign } from './campaign/campaign.ts'
import { cuts, momentOf } from './campaign/cuts.ts'
import { plant } from './campaign/plant.ts'
import { startCampaignPostgres, stopPostgresAtOnce } from './campaign/postgres-faults.ts'
import { refuseProduction } from './own-postgres.ts'
import { pickSeed } from './play/seed.ts'

const seed = Number(process.env.FAULTS_SEED ?? pickSeed())
const say = (line: string) => console.log(line)
const started = startCampaignPostgres()

afterAll(async () => {
  await started
  const url = new URL(inject('siteUrl'))
  url.pathname = `test_${process.env.VITEST_POOL_ID}_${process.pid}`
  useDatabase(url.href)
  await stopPostgresAtOnce()
  // The pools hear a moment later that their connections to the campaign are gone.
  await wait(500)
})

test('what was acknowledged is there once, however connections and PostgreSQL break', async () => {
  say(`Campaign. To replay: FAULTS_SEED=${seed}`)
  const postgres = await started

  const { rounds, counts } = await runCampaign({ postgres, seed, rounds: 2, say })

  expect(rounds.filter(isBroken)).toEqual([])
  // Which of them comes to its moment before PostgreSQL goes is up to the seed.
  const atCommits = cuts.filter((cut) => momentOf[cut] === 'commit')
  expect(atCommits.filter((cut) => counts.fired.has(cut))).not.toEqual([])
  expect(counts.fired.get('PostgreSQL killed')).toBe(1)
}, 600_000)

test('the campaign catches a planted bug', async () => {
  const bug = bugs.find(({ name }) => name === 'another id after an unknown reply')
  if (!bug) throw expect.fail('it is planted by its name')

  const { caughtBy } = await plant({ postgres: await started, bug, seed, mostRounds: 6, say })

  expect(caughtBy).not.toEqual([])
}, 600_000)

test('no fault is made in production', () => {
  expect(() => refuseProduction({ NODE_ENV: 'production' })).toThrow('never in production')
})
