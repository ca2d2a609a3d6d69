import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { env } from '#app/core/env.server.ts'
import { closeDatabase, useDatabase } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { startEmbedded, type Embedded } from './postgres/embedded.ts'
import { migrate } from './postgres/migrate.ts'
import { grantToSite, makeSiteRole, ownsLedger } from './postgres/site-role.ts'

export type Database = {
  /** As the site's own role. */
  url: string
  stop: () => Promise<void>
}

/** The owner migrates and looks after the tables; the site reads and writes what it may. */
type Addresses = { owner: string; site: string }

type Seeding = { empty?: boolean; demonstration?: boolean }

/** Says that seeding began. When it is still there at a start, that seeding never ended. */
const marker = path.join(env.DATA_DIR, 'seeding')

const seedLock = 7_274_001

/** A database that is reachable, migrated and filled; PostgreSQL is started when none is given. */
export async function openDatabase(seeding: Seeding = {}): Promise<Database> {
  const embedded = env.DATABASE_URL ? undefined : await startDatabase()
  const { owner, site } = embedded
    ? { owner: embedded.url, site: embedded.siteUrl }
    : addressesOf(env.DATABASE_URL ?? '')
  const prepare = async () => {
    await startOver(embedded, seeding)
    const applied = await migrate(owner)
    if (applied.length) log.info('Migrations applied', { applied })
    if (embedded) await makeSiteRole(owner, site)
    if (owner !== site) await grantToSite(owner, site)
    useDatabase(site)
    if (await isEmpty(owner)) await fill(seeding.demonstration ?? env.DEMONSTRATION)
  }
  const stop = async () => embedded?.stop()
  try {
    await alone(embedded?.urlOf('postgres') ?? owner, prepare)
    await tellWhoOwns(site)
  } catch (error) {
    await closeDatabase()
    await stop()
    throw error
  }
  return { url: site, stop }
}

const addressesOf = (url: string): Addresses => ({
  owner: env.MIGRATION_DATABASE_URL ?? url,
  site: url,
})

/** What the database no longer holds by itself when one role does everything is said, not hidden. */
async function tellWhoOwns(site: string) {
  const found = await ownsLedger(site)
  if (found?.owns)
    log.warn(
      'The site uses the role that owns its tables: triggers keep the ledger from being changed, ' +
        'but this role could take them away. docs/settings.md says how to give the site its own role.',
      { role: found.role },
    )
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
