import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { pool, transaction } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { newId } from '#app/core/id.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { asClient } from './as-client.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { grantToSite, makeSiteRole, ownsLedger } from './site-role.ts'

const denied = '42501'

/** The code PostgreSQL refuses with; undefined when it did not. */
async function refusal(sql: string) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(sql)
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const ledger = [
  ['journals', 'memo'],
  ['transfers', 'amount_pence'],
  ['accounts', 'kind'],
  ['seals', 'hash'],
  ['audit_entries', 'summary'],
] as const

test.each(ledger)('the site can neither change, empty nor take apart %s', async (table, column) => {
  const attempts = [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
    `alter table ${table} disable trigger all`,
    `alter table ${table} add column extra text`,
    `drop table ${table} cascade`,
    `create trigger mine before insert on ${table} for each row execute function refuse_change()`,
    `alter table ${table} owner to current_user`,
    // A grant of nothing is only warned about; what counts is what may be done after it.
    `do $$ begin grant all on ${table} to current_user; delete from ${table}; end $$`,
    `create rule mine as on insert to ${table} do instead nothing`,
  ]

  const codes = []
  for (const sql of attempts) codes.push([sql, await refusal(sql)])

  expect(codes).toEqual(attempts.map((sql) => [sql, denied]))
})

test('nor get round it: no role of its own, no other function, no way past triggers', async () => {
  const attempts = [
    `set local session_replication_role = replica`,
    `set local role ${new URL(inject('adminUrl')).username}`,
    `create table mine (id int)`,
    `create schema mine`,
    `create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$`,
    `drop function refuse_change() cascade`,
    `alter sequence journals_id_seq restart`,
    `select setval('journals_id_seq', 1)`,
    `update _prisma_migrations set checksum = ''`,
    `copy (select 1) to program 'true'`,
  ]

  const codes = []
  for (const sql of attempts) codes.push([sql, await refusal(sql)])

  expect(codes).toEqual(attempts.map((sql) => [sql, denied]))
})

test('no table that may only grow is left open, and none can be emptied', async () => {
  const { rows } = await pool.query(
    `select relname, privilege from pg_class, unnest(array['update', 'delete', 'truncate']) as privilege
     where relkind = 'r' and relnamespace = 'public'::regnamespace
       and has_table_privilege(pg_class.oid, privilege) and (privilege = 'truncate' or exists (
         select from pg_trigger where tgrelid = pg_class.oid and tgfoid = 'refuse_change()'::regprocedure
           and tgtype & case privilege when 'update' then 16 else 8 end > 0))`,
  )
  expect(rows).toEqual([])
})

test('what a site does still works: money moves, jobs are asked for, and the owner stays apart', async () => {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  await fundPot(pot.by, pot.id, { operationKey: newId(), amount: 100n })
  await transaction((tx) => askFor(tx, 'send-mail', { key: 'as-site' }))
  const { rows } = await pool.query(`select key from graphile_worker.jobs where key = 'as-site'`)
  expect(rows).toHaveLength(1)

  const { rows: mine } = await pool.query(
    `select pg_has_role(current_user, relowner, 'member') as owns from pg_class where relname = 'journals'`,
  )
  expect(mine).toEqual([{ owns: false }])
  expect(await asOwner('select current_user as name')).toEqual([
    { name: new URL(inject('adminUrl')).username },
  ])
})

test('a data folder from before the site had its own role gets one at the next start', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'before-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const first = await startEmbedded({ folder })
  await migrate(first.url)
  expect(await ownsLedger(first.url)).toMatchObject({ owns: true })
  await first.stop()
  fs.rmSync(path.join(folder, 'postgres-site-password'))

  const second = await startEmbedded({ folder })
  onTestFinished(second.stop)
  for (let times = 0; times < 2; times++) {
    await makeSiteRole(second.url, second.siteUrl)
    await grantToSite(second.url, second.siteUrl)
  }

  expect(await ownsLedger(second.siteUrl)).toEqual({ owns: false, role: 'solve_once_site' })
  const asked = asClient(second.siteUrl, (client) => client.query('delete from journals'))
  await expect(asked).rejects.toMatchObject({ code: denied })
  await asClient(second.url, (client) => client.query('create table later (id int)'))
  await grantToSite(second.url, second.siteUrl)
  await asClient(second.siteUrl, (client) => client.query('insert into later values (1)'))
}, 60_000)
