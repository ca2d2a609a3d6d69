import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { closeDatabase, pool, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { getHomeFigures } from '#app/domain/reporting/home.server.ts'
import { startEmbedded } from '#app/server/postgres/embedded.ts'
import { migrate } from '#app/server/postgres/migrate.ts'
import { build } from '#tests/factories/index.ts'
import { accepted } from '#tests/factories/pledges.ts'
import { middleOf, timeEach } from './measure.ts'

const RUNS = 5
const AMOUNT_PENCE = pounds(1_000)

// As durable as production: committing waits for the disk on both sides of each ratio.
const folder = path.join(env.DATA_DIR, 'bench')
const embedded = await startEmbedded({ folder, database: 'postgres' })
try {
  await openFreshDatabase(embedded.url)
  await comparePledges({ atOnce: 1, pledges: 20 })
  await comparePledges({ atOnce: 16, pledges: 64 })
  await comparePages()
} finally {
  await closeDatabase()
  await embedded.stop()
}

async function openFreshDatabase(adminUrl: string) {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query('drop database if exists bench with (force)')
  await admin.query('create database bench')
  await admin.end()
  const url = new URL(adminUrl)
  url.pathname = 'bench'
  await migrate(url.href)
  useDatabase(url.href)
  await pool.query(readFileSync('tests/bench/raw.sql', 'utf8'))
}

type Load = { atOnce: number; pledges: number }

/** Pledges of new councils to one round and one pot, beside the same number of raw ones. */
async function comparePledges({ atOnce, pledges }: Load) {
  const ratios: number[] = []
  // The first run warms both sides up and is not counted.
  for (let run = 0; run <= RUNS; run++) {
    const drafts = await makeDrafts(pledges)
    const ours = await timeEach(drafts, atOnce, async ({ by, id }) => {
      const { state } = await makePledge(by, id, accepted)
      invariant(state === 'committed', 'only committed pledges are compared')
    })
    const raw = await timeEach(drafts, atOnce, () =>
      pool.query('select bench.pledge($1, $2, $3)', [newId(), atOnce, AMOUNT_PENCE]),
    )
    if (run > 0) ratios.push(ours / raw)
  }
  console.log(`A pledge, ${atOnce} at once: ${middleOf(ratios)} times a raw one`)
}

async function makeDrafts(count: number) {
  const round = await build.round()
  await build.pot({ for: round, holds: pounds(100_000_000) })
  const drafts = []
  for (let made = 0; made < count; made++) {
    const by = await build.officer({ limitPence: pounds(10_000_000) })
    drafts.push(await build.pledge({ round, by, amountPence: AMOUNT_PENCE }))
  }
  return drafts
}

async function comparePages() {
  const { challengeId } = await build.round()
  const pages = [
    { name: 'The figures of the home page', read: () => getHomeFigures() },
    { name: "A challenge's funding", read: () => findFunding(challengeId) },
  ]
  for (const { name, read } of pages) {
    const ratios: number[] = []
    for (let run = 0; run <= RUNS; run++) {
      const times = Array.from({ length: 100 }, (_, place) => place + 1)
      const ours = await timeEach(times, 1, read)
      const least = await timeEach(times, 1, () => pool.query('select 1'))
      if (run > 0) ratios.push(ours / least)
    }
    console.log(`${name}: ${middleOf(ratios)} times "select 1"`)
  }
}
