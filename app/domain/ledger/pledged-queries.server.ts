import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'

/** What all councils together have pledged and not taken back, and how many of them have. */
export type Pledged = { pledgedPence: Pence; pledgingCouncils: number }

/** As the ledger holds it now: what is noted of its sealed blocks, and what is not sealed yet. */
export async function getPledged(): Promise<Pledged> {
  const { rows } = await pool.query<Pledged>(pledged, [])
  return rows[0] ?? { pledgedPence: 0n, pledgingCouncils: 0 }
}

const pledged = `
  with noted as materialized (
    select coalesce(max(to_journal_id), 0) as up_to from pledged_sums),
  unsealed as materialized (
    select council_id, sum(signed.pence) as pence from transfers
      cross join lateral (values (credit_account_id, -amount_pence), (debit_account_id, amount_pence)) as signed (account_id, pence)
      join accounts on accounts.id = signed.account_id and kind = 'council'
    where journal_id = any (array(select id from journals
      where id > (select up_to from noted) and id <= (select max(id) from journals)))
    group by council_id),
  moved as (
    select coalesce(sum(unsealed.pence), 0) as pence,
      coalesce(sum((held.pence + unsealed.pence > 0)::int - (held.pence > 0)::int), 0) as councils
    from unsealed
    cross join lateral (select coalesce((select -total_pence from block_entries
      where owner_id = council_id and kind = 'council' and to_journal_id <= (select up_to from noted)
      order by to_journal_id desc limit 1), 0) as pence) held)
  select (coalesce(pledged_pence, 0) + moved.pence)::bigint as "pledgedPence",
    (coalesce(pledging_councils, 0) + moved.councils)::int as "pledgingCouncils"
  from noted cross join moved left join pledged_sums on to_journal_id = up_to`
