import pg from 'pg'
import { asClient } from './as-client.ts'

/**
 * Makes the role the site uses, with the name and password of its address. It may log in and nothing
 * else; what it may do with the tables is for `grantToSite`.
 */
export async function makeSiteRole(ownerUrl: string, siteUrl: string) {
  const { username, password } = new URL(siteUrl)
  await asClient(ownerUrl, async (client) => {
    const role = pg.escapeIdentifier(username)
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [username])
    if (!rowCount)
      await client.query(`create role ${role}`).catch((error) => {
        // Another process made it in the meantime.
        if (!['42710', '23505'].includes((error as { code: string }).code)) throw error
      })
    await client.query(
      `alter role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls
       password ${pg.escapeLiteral(password)}`,
    )
  })
}

/**
 * Lets the site read and write what a site needs, and no more: nothing it could change the tables
 * with, no TRUNCATE, and no UPDATE or DELETE where a trigger says that a table may only grow.
 * Run by the owner after every migration, so a new table is never forgotten.
 */
export async function grantToSite(ownerUrl: string, siteUrl: string) {
  const site = await currentUser(siteUrl)
  await asClient(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [grantLock])
    await client.query(grantsTo(pg.escapeIdentifier(site)))
    await client.query('select set_config($1, $2, true)', ['solve_once.site', site])
    await client.query(exceptions)
    await client.query('commit')
  })
}

const grantLock = 7_274_003

const grantsTo = (site: string) => `
  revoke all on all tables in schema public, graphile_worker from ${site};
  grant usage on schema public, graphile_worker to ${site};
  grant select, insert, update, delete on all tables in schema public, graphile_worker to ${site};
  grant usage, select on all sequences in schema public, graphile_worker to ${site};
  revoke insert, update, delete on _prisma_migrations, graphile_worker.migrations from ${site};`

/** Which tables only grow is read from their triggers; the job queue lets nobody but its owner see a row by itself. */
const exceptions = `do $$
  declare
    site text := current_setting('solve_once.site');
    place record;
  begin
    for place in
      select tgrelid::regclass as name, bool_or(tgtype & 16 > 0) as keeps, bool_or(tgtype & 8 > 0) as stays
      from pg_trigger where tgfoid = 'refuse_change()'::regprocedure and tgtype & 24 > 0 group by 1
    loop
      if place.keeps then execute format('revoke update on %s from %I', place.name, site); end if;
      if place.stays then execute format('revoke delete on %s from %I', place.name, site); end if;
    end loop;
    for place in
      select oid::regclass as name from pg_class
      where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
        and not exists (select from pg_policy where polrelid = pg_class.oid and polname = site)
    loop
      execute format('create policy %I on %s to %I using (true) with check (true)', site, place.name, site);
    end loop;
  end $$`

/** Whether the site could change what it has written: it owns the ledger, or is above all owners. */
export async function ownsLedger(siteUrl: string) {
  return asClient(siteUrl, async (client) => {
    const { rows } = await client.query<{ owns: boolean; role: string }>(
      `select current_user as role, pg_has_role(current_user, relowner, 'member') as owns
       from pg_class where oid = 'journals'::regclass`,
    )
    return rows[0]
  })
}

const currentUser = (url: string) =>
  asClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>('select current_user as name')
    return rows[0]?.name ?? ''
  })
