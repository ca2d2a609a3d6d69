import { db, type Tx } from '#app/core/db.server.ts'
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
export async function listFunders(challengeId: string, tx: Tx = db): Promise<Funding[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select account.council_id as "councilId", account.pot_id as "potId", account.purse,
      coalesce(organisation.name, pot.name) as name,
      coalesce(sum(balance_pence) filter (where account.kind <> 'called'), 0)::bigint as "leftPence",
      coalesce(sum(balance_pence) filter (where account.kind = 'called'), 0)::bigint as "awaitedPence"
    from account_balances account
    left join organisations organisation on organisation.id = account.council_id
    left join pots pot on pot.id = account.pot_id
    where account.challenge_id = ${challengeId}::uuid
      and account.kind in ('called', 'received', 'match-committed')
    group by account.council_id, account.pot_id, account.purse, organisation.name, pot.name
    order by account.council_id is null, name, account.purse nulls first`
  return rows.map(({ councilId, potId, purse, ...row }) =>
    potId
      ? { potId, purse: purse ?? undefined, ...row, name: nameOfPurse(row.name, purse) }
      : { councilId: councilId ?? '', ...row },
  )
}
