import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { closeDatabase, pool, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { sealJournals } from '#app/domain/ledger/seal-journals.server.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { getHomeFigures } from '#app/domain/reporting/home.server.ts'
import { startEmbedded } from '#app/server/postgres/embedded.ts'
import { migrate } from '#app/server/postgres/migrate.ts'
import { build } from '#tests/factories/index.ts'
import { compareMatching } from './matching.ts'
import { drive, spread } from './measure.ts'
import { comparePledges } from './pledges.ts'

const RUNS = 5

// As durable as production: committing waits for the disk on both sides of each ratio.
const folder = path.join(env.DATA_DIR, 'bench')
const settings = ['max_connections=120']
const embedded = await startEmbedded({ folder, database: 'postgres', settings })
try {
  const url = await openFreshDatabase(embedded.url)
  const missed = await comparePledges(url)
  await comparePages()
  for (const line of compareMatching()) console.log(line)
  for (const miss of missed) console.error(`Missed: ${miss}`)
  if (missed.length) process.exitCode = 1
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
  return url.href
}

async function comparePages() {
  // As the site's own job does each minute.
  await sealJournals()
  const { challengeId } = await build.round()
  const pages = [
    { name: 'The figures of the home page', read: () => getHomeFigures() },
    { name: "A challenge's funding", read: () => findFunding(challengeId) },
  ]
  for (const { name, read } of pages) {
    const ratios: number[] = []
    for (let run = 0; run <= RUNS; run++) {
      const times = Array.from({ length: 100 }, (_, place) => place + 1)
      const ours = await drive(times, 1, read)
      const least = await drive(times, 1, () => pool.query('select 1'))
      if (run > 0) ratios.push(least.perSecond / ours.perSecond)
    }
    console.log(`${name}: ${spread(ratios)} times "select 1"`)
  }
}
