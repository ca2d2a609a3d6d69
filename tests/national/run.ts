import path from 'node:path'
import { parseArgs } from 'node:util'
import { clock } from '#app/core/clock.ts'
import { closeDatabase, pool, useDatabase } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { startEmbedded } from '#app/server/postgres/embedded.ts'
import { migrate } from '#app/server/postgres/migrate.ts'
import { grantToSite, makeSiteRole } from '#app/server/postgres/site-role.ts'
import { compareWithCode } from './catalogue.ts'
import { generateNation } from './generate.ts'
import { measureReads, problemOf, type Measured } from './measure-reads.ts'

/** At the median: for what a page waits for, and for a part of a file or of a job's work. */
const PAGE_MS = 5
const PART_MS = 100
const TIMES = 21
/** At a fiftieth a table of a hundred rows grows to thousands; here it is what it is, and how long it takes is measured. */
const LARGE_FROM = 1_000
const LEAST_READ = 5_000
const SHOWN = 60

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    checks: { type: 'boolean', default: false },
  },
})

/** For the data alone: it can be made again, so nothing waits for the disk. */
const settings = [
  ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=60'],
  ...['shared_buffers=1GB', 'max_wal_size=8GB', 'max_parallel_workers_per_gather=1'],
]
const folder = path.join(env.DATA_DIR, 'national')
const database = `national_${values.scale.replace('.', '_')}`
const embedded = await startEmbedded({ folder, database, settings })
useDatabase(embedded.url)
try {
  if (!(values.keep && (await isFilled()))) await fill()
  if (values.checks) await holdChecks()
  const missed = await printReads()
  process.exitCode = missed ? 1 : 0
} finally {
  await closeDatabase()
  await embedded.stop()
}

async function isFilled() {
  await migrate(embedded.url)
  return (await pool.query('select from seal_spans limit 1')).rowCount === 1
}

async function fill() {
  await embedded.recreate()
  await migrate(embedded.url)
  await makeSiteRole(embedded.url, embedded.siteUrl)
  await grantToSite(embedded.url, embedded.siteUrl)
  const wanted = { ownerUrl: embedded.url, scale: Number(values.scale), asAt: clock.real() }
  await generateNation({ ...wanted, say: console.log })
}

async function holdChecks() {
  const { held, broken } = await listBroken()
  console.log(`${held.length} checks hold`)
  for (const { name, rows } of broken) {
    console.error(`BROKEN  ${name} (${rows.length} rows)`)
    process.exitCode = 1
  }
}

async function printReads() {
  const { unknown, gone } = await compareWithCode()
  for (const name of [...unknown, ...gone]) console.error(`Not as the catalogue says: ${name}`)
  const only = values.only ? { only: new RegExp(values.only) } : {}
  const measured = await measureReads(embedded.url, {
    ...{ times: TIMES, largeFrom: LARGE_FROM },
    ...only,
  })
  const least = await leastMs()
  console.log(`"select 1": ${least.toFixed(2)} ms at the median\n`)
  const rows = measured.map(rowOf).sort((one, other) => other.median - one.median)
  console.table(rows.slice(0, SHOWN).map(lineOf))
  const missed = rows.filter(({ problem }) => problem)
  for (const { name, problem, worked, text } of missed)
    console.log(
      `MISSED  ${name}: ${problem}; works ${worked.toFixed(1)} ms\n        ${text.replace(/\s+/g, ' ').slice(0, 200)}`,
    )
  const pages = rows.filter(({ isPage }) => isPage)
  const quick = pages.filter(({ median }) => median <= PAGE_MS)
  console.log(
    `${pages.length} statements of pages, ${quick.length} of them within ${PAGE_MS} ms at the median; ` +
      `${pages.filter(({ worked }) => worked <= PAGE_MS).length} if nothing else ran here; ` +
      `${rows.length - pages.length} of files and jobs; ${missed.length} missed`,
  )
  return missed.length + unknown.length + gone.length
}

function lineOf({ name, isPage, median, p99, worked, read, returned, problem }: Row) {
  const times = { median: median.toFixed(2), p99: p99.toFixed(2), worked: worked.toFixed(2) }
  return {
    name,
    of: isPage ? 'page' : 'file',
    ...times,
    read,
    returned,
    verdict: problem ?? 'fine',
  }
}

type Row = ReturnType<typeof rowOf>

function rowOf(one: Measured) {
  const { name, isPage, plan, statement, timesMs, workedMs } = one
  const median = at(0.5, timesMs)
  const slow = median > (isPage ? PAGE_MS : PART_MS) ? `${median.toFixed(1)} ms` : undefined
  const problem = problemOf(one, LEAST_READ) ?? slow
  const times = { median, p99: at(0.99, timesMs), worked: at(0.5, workedMs) }
  return { name, isPage, text: statement.text, ...times, ...plan, problem }
}

function at(part: number, times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}

async function leastMs() {
  const times: number[] = []
  for (let run = 0; run < 101; run++) {
    const began = performance.now()
    await pool.query('select 1')
    times.push(performance.now() - began)
  }
  return at(0.5, times)
}
