import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { quiet } from '#app/server/quiet.ts'

/** Prisma's own table and lock, so that `prisma migrate` and this runner can take turns. */
const table = `create table _prisma_migrations (
  id                  varchar(36) primary key not null,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`
const prismaLock = 72_707_369

type Migration = { name: string; sql: string }
type Row = {
  migration_name: string
  checksum: string
  done: boolean
  failed: boolean
  logs: string
}

/** Applies what this database lacks, in order, each once however many processes start together. */
export async function migrate(url: string, folder = 'prisma/migrations'): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [prismaLock])
    const missing = missingFrom(await appliedTo(client), readMigrations(folder))
    for (const migration of missing) await apply(client, migration)
    // The job queue brings its own tables.
    await runMigrations({ connectionString: url, logger: quiet })
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Names of the migrations this database still lacks. */
export async function listMissing(client: pg.Pool, folder = 'prisma/migrations') {
  const { rows } = await client.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const applied = new Set(rows.map((row) => row.migration_name))
  return readMigrations(folder).flatMap(({ name }) => (applied.has(name) ? [] : [name]))
}

/** A line break may differ between checkouts; nothing else may. */
const checksum = (sql: string) => createHash('sha256').update(sql, 'utf8').digest('hex')
const checksums = (sql: string) =>
  [sql, sql.replace(/\r\n/g, '\n'), sql.replace(/\r?\n/g, '\r\n')].map(checksum)

export function readMigrations(folder: string): Migration[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      sql: fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function appliedTo(client: pg.Client): Promise<Row[]> {
  const { rowCount } = await client.query(
    `select where to_regclass('_prisma_migrations') is not null`,
  )
  if (!rowCount) await client.query(table)
  const { rows } = await client.query<Row>(
    `select migration_name, checksum, logs, finished_at is not null as done,
            finished_at is null as failed
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return rows
}

function missingFrom(applied: Row[], all: Migration[]): Migration[] {
  const failed = applied.find((row) => row.failed)
  if (failed) throw new Error(`Migration ${failed.migration_name} failed before: ${failed.logs}`)
  const done = new Map(applied.map((row) => [row.migration_name, row.checksum]))
  for (const { name, sql } of all) {
    const before = done.get(name)
    if (before && !checksums(sql).includes(before))
      throw new Error(`Migration ${name} was changed after it was applied. Add a new one instead.`)
  }
  return all.filter(({ name }) => !done.has(name))
}

async function apply(client: pg.Client, { name, sql }: Migration) {
  const id = randomUUID()
  await client.query(
    'insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)',
    [id, checksum(sql), name],
  )
  try {
    // One message, so PostgreSQL runs the whole file as one transaction.
    await client.query(sql)
  } catch (error) {
    const { message } = error as Error
    await client.query('rollback')
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, message])
    throw new Error(`Migration ${name} failed: ${message}`, { cause: error })
  }
  await client.query(
    'update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1',
    [id],
  )
}
