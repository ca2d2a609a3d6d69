import type pg from 'pg'
import type { Cut } from './cuts.ts'

/**
 * Mistakes people make, planted where nothing of the site's own code is touched: in the functions and
 * constraints of the campaign's database, in what passes the proxy, in how users ask, or after the verb.
 */
export type Bug = {
  name: string
  /** Changes the campaign's own database, as its owner. */
  database?: (owner: pg.Client) => Promise<void>
  /** Changes statements on their way. */
  rewrite?: (sql: string) => string
  /** The cuts that bring it out; the others fire too, less often. */
  cuts?: Cut[]
  /** The verb that has to meet them, if it is one of many. */
  verb?: string
}

type Replacement = [string | RegExp, string]

const unlocked: Replacement = [' for no key update of totals for share of terms', '']
const unseen: Replacement = [' and version = seen', '']

/** In the function for pledges that come together, and in that for one alone. */
function bothWays(together: Replacement, alone: Replacement) {
  return async (owner: pg.Client) => {
    await changes('commit_pledges', [together])(owner)
    await changes('commit_pledge', [alone])(owner)
  }
}

export const bugs: Bug[] = [
  {
    name: 'a pledge checked, then inserted, without the lock',
    database: bothWays(unlocked, unseen),
    cuts: ['reply delayed', 'cut while it runs'],
  },
  { name: 'a key made for each attempt' },
  {
    name: 'another id after an unknown reply',
    cuts: ['reply lost after commit'],
    verb: 'fund a pot',
  },
  {
    name: 'a match added up in floating point',
    database: bothWays(
      ['amount := want.wanted_pence;', 'amount := want.wanted_pence::real::bigint;'],
      ['want.pence, want.pence,', 'want.pence, want.pence::real::bigint,'],
    ),
  },
  {
    name: 'a trigger dropped',
    database: async (owner) =>
      void (await owner.query('drop trigger transfers_append_only on transfers')),
  },
  {
    name: 'a unique index dropped',
    database: async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        `select indexrelid::regclass::text as name from pg_index
         where indrelid = 'receipts'::regclass and indisunique and not indisprimary
           and not exists (select from pg_constraint where conindid = indexrelid)`,
      )
      for (const { name } of rows) await owner.query(`drop index ${name}`)
    },
    cuts: ['reply lost after commit'],
  },
  {
    name: 'audit outside the transaction',
    database: async (owner) => {
      await owner.query(
        `create or replace function write_audit(entry jsonb, at timestamptz) returns void language sql as ''`,
      )
      const untold: Replacement = [/insert into audit_entries [^;]*;/, 'null;']
      await bothWays(untold, untold)(owner)
    },
    cuts: ['reply lost after commit'],
  },
  {
    name: 'a cap not given back on withdrawal',
    database: changes('release_matches', [
      ['used_pence = cap_uses.used_pence - rooms.pence', 'used_pence = cap_uses.used_pence'],
      ['used_pence = used_pence - rooms.pence', 'used_pence = used_pence'],
    ]),
  },
  {
    name: 'a round closed without the lock',
    rewrite: (sql) =>
      sql.replace(
        /(select version from round_totals where round_id = .*) for no key update/i,
        '$1',
      ),
    database: bothWays([' for share of terms', ''], unseen),
    cuts: ['reply delayed'],
  },
  {
    name: 'a payment split by rounding each share',
    database: async (owner) => {
      await owner.query(`
        drop trigger payments_shares_add_up on payments;
        drop trigger payment_shares_add_up on payment_shares;
        create function round_share() returns trigger language plpgsql as $$
          begin new.amount_pence := round(new.amount_pence / 100.0) * 100; return new; end $$;
        create trigger round_share before insert on payment_shares for each row execute function round_share()`)
    },
  },
  {
    name: 'pot row outside the transaction',
    database: async (owner) => {
      const kept = 'reserved_pence = reserved_pence'
      await bothWays([`${kept} + taken_from_pots[i]`, kept], [`${kept} + want.pence`, kept])(owner)
      await owner.query(`
        create function apply_later(pledge uuid) returns void language sql security definer as $$
          update pot_balances set reserved_pence = reserved_pence + amount_pence from matches
            where pledge_id = pledge and matches.pot_id = pot_balances.pot_id and state = 'reserved' $$`)
    },
    cuts: ['reply lost after commit'],
  },
]

/**
 * A function with some words replaced; at least one of them must be there. Of several of one name it is
 * the newest that is called; the others are for processes of the release before.
 */
function changes(name: string, replacements: Replacement[]) {
  return async (owner: pg.Client) => {
    const { rows } = await owner.query<{ text: string }>(
      `select pg_get_functiondef(oid) as text from pg_proc where proname = $1 order by oid desc limit 1`,
      [name],
    )
    const text = rows[0]?.text ?? ''
    const changed = replacements.reduce((all, [from, to]) => all.replace(from, to), text)
    if (changed === text) throw new Error(`Nothing to plant in ${name}: it was written anew.`)
    await owner.query(changed)
  }
}
