import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { asClient } from '#app/server/postgres/as-client.ts'
import { startEmbedded } from '#app/server/postgres/embedded.ts'
import { migrate, readMigrations } from '#app/server/postgres/migrate.ts'
import { grantToSite, makeSiteRole } from '#app/server/postgres/site-role.ts'
import { quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    adminUrl: string
    /** As the role of the site, or as the owner where the given one may make no roles. */
    siteUrl: string
    template: string
  }
}

/** Nothing here has to survive a power cut, so tests need not wait for the disk. */
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=120',
]

/** One PostgreSQL for the run, and one migrated database that each test file gets a copy of. */
export async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL
  const folder = quickFolder('test')
  const embedded = given
    ? undefined
    : await startEmbedded({ folder, database: 'postgres', settings })
  const adminUrl = given ?? embedded?.url ?? ''
  const siteUrl = embedded?.siteUrl ?? (await siteUrlOf(adminUrl))
  const template = await makeTemplate(adminUrl, siteUrl)
  project.provide('adminUrl', adminUrl)
  project.provide('siteUrl', siteUrl)
  project.provide('template', template)
  return () => embedded?.stop()
}

async function siteUrlOf(adminUrl: string) {
  const rows = await asClient(adminUrl, async (client) => {
    const role = `select from pg_roles where rolname = current_user and (rolsuper or rolcreaterole)`
    return (await client.query(role)).rowCount
  })
  const url = new URL(adminUrl)
  if (rows) Object.assign(url, { username: 'solve_once_test_site', password: 'for-tests-only' })
  return url.href
}

async function makeTemplate(adminUrl: string, siteUrl: string) {
  const sql = readMigrations('prisma/migrations').map((migration) => migration.sql)
  sql.push(readFileSync('app/server/postgres/site-role.ts', 'utf8'))
  const name = `template_${createHash('sha256').update(sql.join()).digest('hex').slice(0, 12)}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(template_[0-9a-f]{12}|test_[0-9]+_.*)$'`,
  )
  for (const { datname } of rows.filter((row) => row.datname !== name && !isInUse(row.datname)))
    await admin.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`)
  if (!rows.some((row) => row.datname === name)) await build(admin, { adminUrl, siteUrl }, name)
  await admin.end()
  return name
}

/** A test's own database ends in the process it belongs to; another run may be going on. */
function isInUse(database: string) {
  if (!database.startsWith('test_')) return false
  try {
    return process.kill(Number(database.split('_').at(-1)), 0)
  } catch {
    return false
  }
}

type Addresses = { adminUrl: string; siteUrl: string }

/** Built under another name first: a half-made template is never taken for a whole one. */
async function build(admin: pg.Client, { adminUrl, siteUrl }: Addresses, name: string) {
  const unfinished = `test_0_${process.pid}`
  await admin.query(`create database ${unfinished}`)
  const [owner, site] = [on(unfinished, adminUrl), on(unfinished, siteUrl)]
  await migrate(owner)
  if (owner !== site) {
    await makeSiteRole(owner, site)
    await grantToSite(owner, site)
  }
  await admin.query(`alter database ${unfinished} rename to ${name}`)
}

const on = (database: string, address: string) => {
  const url = new URL(address)
  url.pathname = database
  return url.href
}
