import { readKept, type Tx } from '#app/core/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { nameOfPurse, type Funding } from './payment.ts'

type Row = {
  councilId: string | null
  potId: string | null
  purse: string | null
  name: string
  leftPence: bigint
  awaitedPence: bigint
}

/**
 * Who pays for a challenge and what each has left, read from the ledger: a council's money that is in
 * and what is still called, a pot's committed match. Councils first, by name.
 */
export async function listFunders(challengeId: string, tx?: Tx): Promise<Funding[]> {
  const asked = fundersOf(challengeId)
  const rows = await (tx ? tx.$queryRaw<Row[]>(asked) : readKept<Row>(asked))
  return rows.map(({ councilId, potId, purse, ...row }) =>
    potId
      ? { potId, purse: purse ?? undefined, ...row, name: nameOfPurse(row.name, purse) }
      : { councilId: councilId ?? '', ...row },
  )
}

/** Hundreds of accounts lie beside each other in the index of transfers: they are looked for at once, and not each. */
const fundersOf = (challengeId: string) => Prisma.sql`
  with own as materialized (
    select id, council_id, pot_id, purse, kind = 'called' as is_awaited from accounts
    where challenge_id = ${challengeId}::uuid and kind in ('called', 'received', 'match-committed')
  ), moved as (
    select credit_account_id as id, amount_pence as pence from transfers
      where credit_account_id = any (array(select id from own))
    union all
    select debit_account_id, -amount_pence from transfers
      where debit_account_id = any (array(select id from own))
  ), held as (
    select council_id, pot_id, purse,
      coalesce(sum(pence) filter (where not is_awaited), 0)::bigint as left_pence,
      coalesce(sum(pence) filter (where is_awaited), 0)::bigint as awaited_pence
    from own left join moved using (id) group by council_id, pot_id, purse)
  select council_id as "councilId", pot_id as "potId", purse,
    coalesce(organisation.name, pot.name) as name, left_pence as "leftPence", awaited_pence as "awaitedPence"
  from held
  left join organisations organisation on organisation.id = council_id
  left join pots pot on pot.id = pot_id
  order by council_id is null, name, council_id, purse nulls first`
