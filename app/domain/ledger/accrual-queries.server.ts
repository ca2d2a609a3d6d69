import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { endOfDay, type Day } from '#app/core/time.ts'
import type { Account } from './journal.ts'

/** What one council or one pot owed for one challenge at the end of a day. */
export type Accrual = {
  challengeId: string
  /** Asked of the council, and not with the lead council yet. */
  calledPence: Pence
  /** With the lead council, or committed by the pot, and not spent. */
  heldPence: Pence
  /** Its share of work that was approved and not paid. */
  owedPence: Pence
  /** Its part of what a project did not need, until the lead council has refunded it. */
  refundablePence: Pence
}

type Owner = { councilId: string } | { potId: string }

const held: Account['kind'][] = ['received', 'match-committed']

/** What an owner owed at the end of a London day, challenge by challenge, as the ledger then stood. */
export async function listAccruals(owner: Owner, on: Day): Promise<Accrual[]> {
  const { rows } = await pool.query<Accrual>(accruals, [
    'councilId' in owner ? owner.councilId : null,
    'potId' in owner ? owner.potId : null,
    endOfDay(on),
    held,
  ])
  return rows
}

const accruals = `
  with moved as (
    select account.challenge_id, account.kind, moved.pence
    from accounts account cross join lateral (
      select amount_pence as pence, journal_id from transfers where credit_account_id = account.id
      union all
      select -amount_pence, journal_id from transfers where debit_account_id = account.id) moved
    join journals on journals.id = moved.journal_id and at < $3
    where (account.council_id = $1 or account.pot_id = $2) and (account.kind in ('called', 'payable', 'refundable') or account.kind = any ($4)))
  select challenge_id as "challengeId",
    coalesce(sum(pence) filter (where kind = 'called'), 0)::bigint as "calledPence",
    coalesce(sum(pence) filter (where kind = any ($4)), 0)::bigint as "heldPence",
    coalesce(sum(pence) filter (where kind = 'payable'), 0)::bigint as "owedPence",
    coalesce(sum(pence) filter (where kind = 'refundable'), 0)::bigint as "refundablePence"
  from moved group by challenge_id
  having sum(pence) filter (where kind = 'called') <> 0 or sum(pence) filter (where kind = any ($4)) <> 0
    or sum(pence) filter (where kind = 'payable') <> 0 or sum(pence) filter (where kind = 'refundable') <> 0
  order by challenge_id limit 5000`
