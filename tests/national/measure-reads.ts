import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { ClientThatKeeps } from '#app/core/client-that-keeps.server.ts'
import { listCalls } from './catalogue.ts'
import { explain, listSizes, type Plan } from './plan.ts'
import { recordSql, type Statement } from './record.ts'
import { findSamples } from './samples.ts'

export type Measured = {
  name: string
  /** Somebody waits for it on a page; other reads write files or feed jobs, a part at a time. */
  isPage: boolean
  statement: Statement
  plan: Plan
  timesMs: number[]
  /** What the database itself worked for it, in each run: on a busy machine the rest is waiting. Linux alone tells. */
  workedMs: number[]
}

type Wanted = {
  /** How often each statement is timed; not at all unless told. */
  times?: number
  only?: RegExp
  /** Settings of the session that explains. */
  settings?: string
  /** From how many rows on a table is large. */
  largeFrom?: number
}

/** Makes every call of the catalogue once and looks at each statement it sends. */
export async function measureReads(url: string, wanted: Wanted = {}) {
  const { times = 0, only, settings, largeFrom = 100 } = wanted
  const client = new ClientThatKeeps({ connectionString: url })
  await client.connect()
  if (settings) await client.query(settings)
  const sizes = await listSizes(client, largeFrom)
  const seen = new Set<string>()
  const measured: Measured[] = []
  try {
    for (const { name, isPage, run } of await listCalls(await findSamples())) {
      if (only && !only.test(name)) continue
      const sent = await recordSql(run).catch((error: unknown) => said(name, error))
      const fresh = sent.filter((statement) => isNew(statement, isPage, seen))
      for (const statement of fresh) {
        const plan = await explain(client, statement, sizes)
        measured.push({ name, isPage, statement, plan, ...(await time(client, statement, times)) })
      }
    }
  } finally {
    await client.end()
  }
  return measured
}

/** The same question with the same values needs no second look. */
function isNew(statement: Statement, isPage: boolean, seen: Set<string>) {
  const key = `${isPage}${keyOf(statement)}`
  return !seen.has(key) && seen.add(key)
}

function said(name: string, error: unknown): never {
  throw new Error(`${name} could not be read`, { cause: error })
}

const keyOf = ({ text, values }: Statement) =>
  JSON.stringify([text, values], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )

/** As the site asks: Prisma has each statement planned for its values; others are planned once for any values, and kept. */
async function time(client: pg.Client, { text, values, isGeneric }: Statement, times: number) {
  const timesMs: number[] = []
  const workedMs: number[] = []
  if (times === 0) return { timesMs, workedMs }
  await client.query(`set plan_cache_mode = ${isGeneric ? 'force_generic_plan' : 'auto'}`)
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const worked = () => readWorkedMs(rows[0]?.pid ?? 0)
  for (let run = 0; run < times; run++) {
    const [before, began] = [worked(), performance.now()]
    await (isGeneric
      ? client.query(text, values)
      : client.query({ text, values, rowMode: 'array' }))
    timesMs.push(performance.now() - began)
    workedMs.push(worked() - before)
  }
  return { timesMs, workedMs }
}

function readWorkedMs(pid: number) {
  const file = `/proc/${pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : 0
}

const LEAST = 1_500
const RATIO = 40

/**
 * Why a statement would not do in a whole country; nothing when it would. Up to `least` rows nobody minds, however few it
 * answers with.
 */
export function problemOf({ plan }: Measured, least = LEAST): string | undefined {
  const { readWhole, read, returned } = plan
  if (readWhole.length) return `reads all of ${readWhole.join(', ')}`
  if (read > Math.max(least, RATIO * returned))
    return `reads ${read} rows to answer with ${returned}`
  return undefined
}

/** The reads that miss, with what is wrong and their statements. */
export const listMissed = (measured: Measured[]) =>
  measured
    .filter((one) => problemOf(one))
    .map((one) => `${one.name} ${problemOf(one)}: ${one.statement.text}`)
