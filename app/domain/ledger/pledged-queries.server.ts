import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'

/** What all councils together have pledged and not taken back, and how many of them have. */
export type Pledged = { pledgedPence: Pence; pledgingCouncils: number }

/** As the ledger holds it now: each council's sealed blocks, and what is not sealed yet. */
export async function getPledged(): Promise<Pledged> {
  const { rows } = await pool.query<Pledged>(pledged)
  return rows[0] ?? { pledgedPence: 0n, pledgingCouncils: 0 }
}

const pledged = `
  with unsealed as materialized (
    select council_id, sum(signed.pence) as pence from transfers
      cross join lateral (values (credit_account_id, -amount_pence), (debit_account_id, amount_pence)) as signed (account_id, pence)
      join accounts on accounts.id = signed.account_id and kind = 'council'
    where journal_id = any (array(select id from journals
      where id > (select coalesce(max(to_journal_id), 0) from seal_spans) and id <= (select max(id) from journals)))
    group by council_id)
  select coalesce(sum(held.pence), 0)::bigint as "pledgedPence",
    count(*) filter (where held.pence > 0)::int as "pledgingCouncils"
  from councils
  left join lateral (select total_pence from block_entries
    where owner_id = councils.id and kind = 'council' order by to_journal_id desc limit 1) sealed on true
  left join unsealed on unsealed.council_id = councils.id
  cross join lateral (select coalesce(unsealed.pence, 0) - coalesce(sealed.total_pence, 0) as pence) held`
