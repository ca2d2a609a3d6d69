import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { env } from '#app/core/env.server.ts'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { startEmbedded, type Embedded } from './postgres/embedded.ts'
import { migrate } from './postgres/migrate.ts'

export type Database = { url: string; stop: () => Promise<void> }

type Seeding = { empty?: boolean; demonstration?: boolean }

/** Says that seeding began. When it is still there at a start, that seeding never ended. */
const marker = path.join(env.DATA_DIR, 'seeding')

const seedLock = 7_274_001

/** A database that is reachable, migrated and filled; PostgreSQL is started when none is given. */
export async function openDatabase(seeding: Seeding = {}): Promise<Database> {
  const embedded = env.DATABASE_URL ? undefined : await startDatabase()
  const url = env.DATABASE_URL ?? embedded?.url ?? ''
  const prepare = async () => {
    await startOver(embedded, seeding)
    const applied = await migrate(url)
    if (applied.length) log.info('Migrations applied', { applied })
    useDatabase(url)
    if (await isEmpty(url)) await fill(seeding.demonstration ?? env.DEMONSTRATION)
  }
  const stop = async () => embedded?.stop()
  try {
    await alone(embedded?.urlOf('postgres') ?? url, prepare)
  } catch (error) {
    await closeDatabase()
    await stop()
    throw error
  }
  return { url, stop }
}

const startDatabase = () =>
  startEmbedded({
    folder: env.DATA_DIR,
    port: env.EMBEDDED_POSTGRES_PORT,
    settings: ['max_connections=120'],
  })

/** Two processes may start at once; one of them prepares, the other waits. */
async function alone(url: string, work: () => Promise<void>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [seedLock])
    await work()
  } finally {
    await client.end()
  }
}

async function startOver(embedded: Embedded | undefined, { empty }: Seeding) {
  const unfinished = fs.existsSync(marker)
  if (!unfinished && !empty) return
  if (!embedded)
    throw new Error(
      'Only the embedded PostgreSQL can be filled again. Empty the database of DATABASE_URL ' +
        `yourself, delete ${marker}, and start again.`,
    )
  await embedded.recreate()
  fs.rmSync(marker, { force: true })
}

async function isEmpty(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query('select from organisations limit 1')
  await client.end()
  return rowCount === 0
}

async function fill(demonstration: boolean) {
  log.info('Filling the database', { demonstration })
  fs.mkdirSync(env.DATA_DIR, { recursive: true })
  fs.writeFileSync(marker, '')
  const { seed } = await loadSeed()
  await seed({ demonstration })
  fs.rmSync(marker)
}

type Seed = {
  seed: (wanted: { demonstration: boolean }) => Promise<void>
  /** Whom to sign in as in a demonstration, and what each is there for. */
  demonstrationPeople?: () => Promise<{ name: string; does: string }[]>
}

/** Loaded only when it is needed: it holds the whole register. */
export const loadSeed = (): Promise<Seed> => import('#prisma/seed.ts')
