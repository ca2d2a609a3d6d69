import net from 'node:net'
import { expect, inject, test } from 'vitest'
import { asOwner } from '#tests/setup/owner.ts'
import { Prisma } from '#prisma/generated/client.ts'
import {
  db,
  isUniqueViolation,
  patiently,
  pool,
  readKept,
  transaction,
  useDatabase,
} from './db.server.ts'
import { env } from './env.server.ts'
import { newId } from './id.ts'
import { isConnectionLost, sqlState } from './sql-error.ts'

async function makeTable(name: string) {
  await asOwner(
    `create table ${name} (id text constraint ${name}_once unique, amount bigint);
     grant all on ${name} to public`,
  )
}

const failure = (work: Promise<unknown>) =>
  work.then(() => undefined).catch((error: unknown) => error)

test('a bigint column keeps every digit', async () => {
  const { rows } = await pool.query('select 9007199254740993::bigint as pence')

  expect(rows).toEqual([{ pence: 9_007_199_254_740_993n }])
})

test('what is asked with values is planned once for any of them, and kept', async () => {
  const client = await pool.connect()
  const ask = (n: number) => client.query('select $1::int + 1 as n', [n])

  const answers = [await ask(1), await ask(2), await ask(3)]
  await client.query('select 1 as one; select 2 as two')

  const { rows } = await client.query(
    `select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements
     where statement = 'select $1::int + 1 as n'`,
  )
  client.release()
  expect(answers.map(({ rows: [row] }) => row as unknown)).toEqual([{ n: 2 }, { n: 3 }, { n: 4 }])
  expect(rows).toEqual([{ generic: 3, custom: 0 }])
})

test('a long read has connections of its own, on which it is kept', async () => {
  const all = await Promise.all(Array.from({ length: env.MONEY_POOL }, () => pool.connect()))
  const read = (words: string) =>
    readKept<{ plans: number }>(Prisma.sql`
      select generic_plans::int as plans from pg_prepared_statements where strpos(statement, ${words}) > 0`)

  await read('generic_plans')
  const plans = await read('generic_plans')
  for (const client of all) client.release()

  expect(plans).toEqual([{ plans: 2 }])
})

test('what is asked at once within a transaction goes to its connection one after the other', async () => {
  const warnings: string[] = []
  const note = ({ message }: Error) => void warnings.push(message)
  process.on('warning', note)

  const answers = await transaction((tx) =>
    Promise.all([1, 2, 3].map((n) => tx.$queryRaw`select ${n}::int as n, pg_sleep(0.01)::text`)),
  )
  process.off('warning', note)

  expect(answers).toMatchObject([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]])
  expect(warnings).toEqual([])
})

test('a transaction that fails leaves nothing', async () => {
  await makeTable('one')

  const failed = transaction(async (tx) => {
    await tx.$executeRaw`insert into one values (${newId()}, 1)`
    throw new Error('changed my mind')
  })

  await expect(failed).rejects.toThrow('changed my mind')
  expect(await db.$queryRaw`select * from one`).toEqual([])
})

test('a second row for a unique index is told by its name, from Prisma and from pg', async () => {
  await makeTable('two')
  await pool.query(`insert into two values ('same')`)

  const byPrisma = await failure(db.$executeRaw`insert into two values ('same')`)
  const byPg = await failure(pool.query(`insert into two values ('same')`))

  for (const error of [byPrisma, byPg]) {
    expect(isUniqueViolation(error, 'two_once')).toBe(true)
    expect(isUniqueViolation(error, 'another')).toBe(false)
  }
  expect(isUniqueViolation(new Error('no'))).toBe(false)
})

test('of two transactions in each other’s way, the one PostgreSQL undoes runs again', async () => {
  await makeTable('three')
  await pool.query(`insert into three values ('a', 0), ('b', 0)`)
  let runs = 0
  const addTo = (first: string, second: string) =>
    transaction(async (tx) => {
      runs++
      await tx.$executeRaw`update three set amount = amount + 1 where id = ${first}`
      await tx.$executeRaw`select pg_sleep(0.3)`
      await tx.$executeRaw`update three set amount = amount + 1 where id = ${second}`
    })

  await Promise.all([addTo('a', 'b'), addTo('b', 'a')])

  expect(runs).toBeGreaterThan(2)
  expect((await pool.query('select amount from three')).rows).toEqual([
    { amount: 2n },
    { amount: 2n },
  ])
})

test('PostgreSQL ends what takes too long, before Prisma’s own limit', async () => {
  const limits = await db.$queryRaw<{ name: string; ms: number }[]>`
    select name, setting::int as ms from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                   'transaction_timeout')`

  expect(limits.length).toBeGreaterThanOrEqual(3)
  for (const { ms } of limits) {
    expect(ms).toBeGreaterThan(0)
    expect(ms).toBeLessThan(30_000)
  }
})

test('a statement past the limit is cancelled', async () => {
  const slow = transaction(async (tx) => {
    await tx.$executeRaw`set local statement_timeout = 50`
    await tx.$executeRaw`select pg_sleep(5)`
  })

  expect(sqlState(await failure(slow))).toBe('57014')
})

/** A line to the database that can fall silent, both ways, without being closed. */
async function makeLine() {
  const url = new URL(inject('siteUrl'))
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  url.pathname = rows[0]?.name ?? ''
  const direct = url.href
  const line = { isSilent: false }
  const ends: net.Socket[] = []
  const server = net.createServer((near) => {
    const far = net.connect(Number(new URL(direct).port), '127.0.0.1')
    ends.push(near, far)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (piece) => line.isSilent || to.write(piece))
      from.on('error', () => undefined)
      from.on('close', () => line.isSilent || to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url.port = String((server.address() as net.AddressInfo).port)
  const end = () => {
    for (const one of ends) one.destroy()
    server.close()
  }
  return Object.assign(line, { url: url.href, direct, end })
}

/** The connections there are go, so that the next ones are made anew. */
async function hangUp() {
  await asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await expect.poll(() => pool.totalCount).toBe(0)
}

test('a database that falls silent is given up in time, and its connections are not used again', async () => {
  const line = await makeLine()
  try {
    useDatabase(line.url, 1_500)
    await hangUp()
    await Promise.all([pool.query('select 1'), db.$queryRaw`select 1`])

    const began = performance.now()
    let alone: Promise<unknown> | undefined
    const within = transaction(async (tx) => {
      line.isSilent = true
      alone = failure(pool.query('select 1'))
      await tx.$executeRaw`select 1`
    })

    expect(isConnectionLost(await failure(within))).toBe(true)
    expect(isConnectionLost(await alone)).toBe(true)
    expect(performance.now() - began).toBeLessThan(15_000)
    useDatabase(line.direct)
    const both = [transaction((tx) => tx.$queryRaw`select 1 as one`), db.$queryRaw`select 1 as one`]
    expect(await Promise.all(both)).toEqual([[{ one: 1 }], [{ one: 1 }]])
  } finally {
    useDatabase(line.direct)
    line.end()
  }
})

test('who asks patiently may take minutes, and everybody else seconds', async () => {
  const ask = (on: Pick<typeof db, '$queryRaw'>) => on.$queryRaw`
    select current_setting('statement_timeout') as limit`

  expect(await ask(db)).toEqual([{ limit: '10s' }])
  expect(await patiently(ask)).toEqual([{ limit: '610s' }])
})
