import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { useDatabase } from '#app/core/db.server.ts'
import { bugs } from './campaign/bugs.ts'
import {
  closeCampaign,
  isBroken,
  openCampaign,
  playRound,
  type Field,
} from './campaign/campaign.ts'
import { atCommits } from './campaign/cuts.ts'
import { startCampaignPostgres, stopPostgresAtOnce } from './campaign/postgres-faults.ts'
import { refuseProduction } from './own-postgres.ts'
import { pickSeed } from './play/seed.ts'

const seed = Number(process.env.FAULTS_SEED ?? pickSeed())
const say = (line: string) => console.log(line)

/** The database that this file has for itself; its pools must meet none before that of the campaign. */
function ownDatabase(address: string) {
  const url = new URL(address)
  url.pathname = `test_${process.env.VITEST_POOL_ID}_${process.pid}`
  return url.href
}

test.each(bugs.filter(({ database }) => database))(
  'a bug still finds in the database what it changes: $name',
  async ({ database }) => {
    const owner = new pg.Client({ connectionString: ownDatabase(inject('adminUrl')) })
    await owner.connect()
    try {
      await owner.query('begin')
      await expect(database?.(owner)).resolves.toBeUndefined()
    } finally {
      await owner.query('rollback')
      await owner.end()
    }
  },
)

// One PostgreSQL and two processes of the site for both rounds: starting them is most of what these tests cost.
const started = startCampaignPostgres()
let opened: Promise<Field> | undefined
const open = () =>
  (opened ??= started.then((postgres) => openCampaign({ postgres, seed, pace: 0.5, say })))

afterAll(async () => {
  await started
  if (opened) await closeCampaign(await opened)
  useDatabase(ownDatabase(inject('siteUrl')))
  await stopPostgresAtOnce()
  // The pools hear a moment later that their connections to the campaign are gone.
  await wait(500)
})

test('what was acknowledged is there once, however connections and PostgreSQL break', async () => {
  say(`Campaign. To replay: FAULTS_SEED=${seed}`)
  const field = await open()

  const big = ['PostgreSQL killed', 'PostgreSQL stopped at once'] as const
  const round = await playRound(field, 0, { big: [...big] })

  expect(isBroken(round) && round).toBe(false)
  expect(atCommits.filter((cut) => field.counts.fired.has(cut))).not.toEqual([])
  for (const fault of big) expect(field.counts.fired.get(fault)).toBe(1)
}, 600_000)

test('the campaign catches a planted bug', async () => {
  const bug = bugs.find(({ name }) => name === 'another id after an unknown reply')
  if (!bug) throw expect.fail('it is planted by its name')

  const { judged, unhandled } = await playRound(await open(), 1, { big: [], bug })

  const broken = judged.filter((one) => one.broken.length > 0).map(({ name }) => name.slice(0, 2))
  expect([...new Set(broken), ...unhandled]).toEqual(['I6'])
}, 600_000)

test('no fault is made in production', () => {
  expect(() => refuseProduction({ NODE_ENV: 'production' })).toThrow('never in production')
})
