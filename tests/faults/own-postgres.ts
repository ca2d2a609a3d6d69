import path from 'node:path'
import pg from 'pg'
import { env } from '#app/core/env.server.ts'
import { asClient } from '#app/server/postgres/as-client.ts'
import { startEmbedded, type Embedded } from '#app/server/postgres/embedded.ts'
import { migrate } from '#app/server/postgres/migrate.ts'
import { grantToSite, makeSiteRole } from '#app/server/postgres/site-role.ts'
import { PostgresProgram } from './postgres-program.ts'

export const TEMPLATE = 'faults_template'

/** Where campaigns keep their PostgreSQL and write their reports: never the site's own. */
export const folder = path.join(env.DATA_DIR, 'faults')

/** Faults are for a PostgreSQL made for them; in production nothing of this starts. */
export function refuseProduction({ NODE_ENV }: { NODE_ENV: string } = env) {
  if (NODE_ENV === 'production')
    throw new Error('Faults are made in tests only, never in production.')
}

type Wanted = { name: string; port?: number; settings: string[] }

export async function startOwnPostgres({ name, port = 0, settings }: Wanted) {
  refuseProduction()
  const embedded = await startEmbedded({
    folder: path.join(folder, name),
    port,
    database: 'postgres',
    settings,
  })
  const on = (database: string, address: string) => {
    const url = new URL(address)
    url.pathname = database
    return url.href
  }
  await makeTemplate(embedded, on)
  const program = new PostgresProgram(path.resolve(folder, name, 'postgres'), settings)
  return {
    embedded,
    /** Whoever still uses it, in the midst of whatever it was. */
    stopAtOnce: () => program.stopAtOnce(),
    startAgain: () => program.startAgain(Number(new URL(embedded.url).port)),
    ownerOf: (database: string) => on(database, embedded.url),
    siteOf: (database: string) => on(database, embedded.siteUrl),
    /** A migrated database that holds nothing. */
    fresh: (database: string) =>
      asClient(embedded.url, async (admin) => {
        const quoted = pg.escapeIdentifier(database)
        await admin.query(`drop database if exists ${quoted} with (force)`)
        await admin.query(`create database ${quoted} template ${TEMPLATE}`)
      }),
    drop: (database: string) =>
      asClient(embedded.url, (admin) =>
        admin.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
      ),
  }
}
export type OwnPostgres = Awaited<ReturnType<typeof startOwnPostgres>>

async function makeTemplate(embedded: Embedded, on: (name: string, url: string) => string) {
  await asClient(embedded.url, async (admin) => {
    await admin.query(`drop database if exists ${TEMPLATE} with (force)`)
    await admin.query(`create database ${TEMPLATE}`)
  })
  const [owner, site] = [on(TEMPLATE, embedded.url), on(TEMPLATE, embedded.siteUrl)]
  await migrate(owner)
  await makeSiteRole(owner, site)
  await grantToSite(owner, site)
}
