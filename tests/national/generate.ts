import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { sealBlocks } from '#app/domain/ledger/seal-journals.server.ts'
import { noteEstimates } from '#app/domain/pledges/note-estimates.server.ts'
import { noteList } from '#app/domain/reporting/note-list.server.ts'
import { loadRegister } from '#prisma/seed/register.ts'

const folder = 'tests/national/data'
const notes = 'tests/national/notes.sql'

type Wanted = {
  /** As the owner of the tables. */
  ownerUrl: string
  /** 1 is the whole country; the register of councils is always whole. */
  scale: number
  /** "Now", so far as the data goes. */
  asAt: Date
  say?: (text: string) => void
}

/**
 * Fills an empty, migrated database, which `useDatabase` already names, with a country of councils,
 * challenges, pledges and money, by the set. Triggers and foreign keys do not look at it while it is
 * written, so every foreign key is asked here afterwards; the caller asks the checks of every area.
 */
export async function generateNation({ ownerUrl, scale, asAt, say = () => {} }: Wanted) {
  await loadRegister()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(settings, [String(scale), asAt.toISOString()])
    for (const name of readdirSync(folder).sort()) {
      await timed(say, name, () => runFile(client, `${folder}/${name}`))
    }
    await client.query('drop schema national cascade')
    await timed(say, 'statistics', () => vacuumFilled(client))
    await timed(say, 'foreign keys', () => askForeignKeys(client))
    await timed(say, 'seals', sealBlocks)
    await timed(say, 'notes', () => runFile(client, notes))
    await client.query(listAll)
    await timed(say, 'list', noteList)
    await timed(say, 'estimates', noteEstimates)
    await client.query(`vacuum (analyze) ${filledLast.join(', ')}`)
  } finally {
    await client.end()
  }
}

const runFile = (client: pg.Client, path: string) =>
  client.query(`begin;\n${readFileSync(path, 'utf8')}\ncommit`)

const filledLast = [
  ...[
    'seals',
    'seal_spans',
    'pledged_sums',
    'block_entries',
    'accrual_spans',
    'accrual_notes',
    'pot_uses',
  ],
  ...['sharing_estimates', 'sharing_estimate_lines'],
  ...['listed_challenges', 'list_filters', 'list_orders', 'list_changes', 'list_notes'],
  ...['allocations', 'published_sums', 'published_totals'],
]

/** No trigger has said that the challenges are new; all of them are. */
const listAll = `
  update list_notes set up_to_journal_id = (select max(to_journal_id) from seals);
  insert into list_changes (challenge_id) select id from challenges where stage <> 'draft'`

/** `replica` keeps triggers and foreign keys quiet; compiling queries costs more than it gains here. */
const settings = `
  select set_config('national.scale', $1, false), set_config('national.as_at', $2, false),
    set_config('session_replication_role', 'replica', false), set_config('jit', 'off', false),
    set_config('work_mem', '256MB', false), set_config('maintenance_work_mem', '512MB', false)`

async function timed(say: (text: string) => void, name: string, work: () => Promise<unknown>) {
  const began = performance.now()
  await work()
  say(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/**
 * A table that was vacuumed while empty is planned for as one that stays so: what is still to be filled
 * by the seals is left out.
 */
async function vacuumFilled(client: pg.Client) {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(oid::regclass::text, ', ') as names from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname <> all ($1)`,
    [filledLast],
  )
  await client.query(`vacuum (analyze) ${rows[0]?.names}`)
}

/** Every row that points at something points at something that is there. */
async function askForeignKeys(client: pg.Client) {
  const { rows } = await client.query<{ name: string; ask: string }>(foreignKeys)
  for (const { name, ask } of rows) {
    const { rowCount } = await client.query(ask)
    if (rowCount) throw new Error(`The generated data breaks ${name}`)
  }
}

const foreignKeys = `
  select conname as name, format('select from %s own where %s and not exists (select from %s far where %s) limit 1',
    conrelid::regclass, string_agg(format('own.%I is not null', own.attname), ' and '),
    confrelid::regclass, string_agg(format('far.%I = own.%I', far.attname, own.attname), ' and ')) as ask
  from pg_constraint
  cross join lateral unnest(conkey, confkey) as pair (own_key, far_key)
  join pg_attribute own on own.attrelid = conrelid and own.attnum = own_key
  join pg_attribute far on far.attrelid = confrelid and far.attnum = far_key
  where contype = 'f' and connamespace = 'public'::regnamespace
  group by pg_constraint.oid, conname, conrelid, confrelid`
