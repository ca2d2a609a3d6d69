import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { JournalKind } from './journal.ts'
import { instantsOf, type Period, type Place } from './statement.ts'

/** One transfer between two accounts of a council. */
export type CouncilTransfer = {
  journalId: bigint
  line: number
  at: Date
  kind: JournalKind
  debitKind: string
  creditKind: string
  amountPence: Pence
  challengeId: string | null
}

type Wanted = { period: Period; after?: Place | undefined; limit: number }

/**
 * What moved between a council's accounts in a period, in the order of the ledger. A council's money
 * only ever moves from one of its accounts to another, so debits and credits are equal.
 */
export async function listCouncilTransfers(councilId: string, { period, after, limit }: Wanted) {
  const { from, before } = instantsOf(period)
  const { rows } = await pool.query<CouncilTransfer>(transfers, [
    councilId,
    from,
    before,
    after?.journalId ?? 0n,
    after?.line ?? 0,
    limit + 1,
  ])
  const shown = rows.slice(0, limit)
  return { transfers: shown, next: rows.length > limit ? shown.at(-1) : undefined }
}

const transfers = `
  select moved.journal_id as "journalId", moved.line, moved.at, moved.kind, moved.debit_kind as "debitKind",
    credit.kind as "creditKind", moved.amount_pence as "amountPence", debit_challenge_id as "challengeId"
  from (
    select near.*, coalesce(near.account_challenge_id, near.journal_challenge_id) as debit_challenge_id
    from accounts debit cross join lateral (
      select journal_id, line, at, journals.kind, debit.kind as debit_kind, credit_account_id, amount_pence,
        debit.challenge_id as account_challenge_id, journals.challenge_id as journal_challenge_id
      from transfers join journals on journals.id = journal_id
        and ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
      where debit_account_id = debit.id and (journal_id, line) > ($4, $5::int) order by journal_id, line limit $6) near
    where debit.council_id = $1 order by journal_id, line limit $6) moved
  join accounts credit on credit.id = moved.credit_account_id
  order by moved.journal_id, moved.line`
