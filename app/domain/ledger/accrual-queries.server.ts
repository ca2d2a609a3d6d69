import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { endOfDay, type Day } from '#app/core/time.ts'
import type { Account } from './journal.ts'
import { splitAt } from './span.server.ts'
import { balanceOf } from './statement-queries.server.ts'

type Sums = {
  /** Asked of the council, and not with the lead council yet. */
  calledPence: Pence
  /** With the lead council, or committed by the pot, and not spent. */
  heldPence: Pence
  /** Its share of work that was approved and not paid. */
  owedPence: Pence
  /** Its part of what a project did not need, until the lead council has refunded it. */
  refundablePence: Pence
}

/** What one council or one pot owed for one challenge at the end of a day. */
export type Accrual = Sums & { challengeId: string }

type Owner = { councilId: string } | { potId: string }

/** `before` begins after a challenge of the page before. */
type Page = { before?: string | undefined; limit?: number }

const held: Account['kind'][] = ['received', 'match-committed']

/** What an owner owed in all at the end of a London day, as the ledger then stood. */
export async function readAccrualSums(owner: Owner, on: Day): Promise<Sums> {
  const until = endOfDay(on)
  const [calledPence, heldPence, owedPence, refundablePence] = await Promise.all([
    balanceOf({ ...owner, kinds: ['called'] }, until),
    balanceOf({ ...owner, kinds: held }, until),
    balanceOf({ ...owner, kinds: ['payable'] }, until),
    balanceOf({ ...owner, kinds: ['refundable'] }, until),
  ])
  return { calledPence, heldPence, owedPence, refundablePence }
}

/** The same challenge by challenge, the newest one first; `next` goes in `before` of the next page. */
export async function listAccruals(owner: Owner, on: Day, { before, limit = 50 }: Page = {}) {
  const ownerId = 'councilId' in owner ? owner.councilId : owner.potId
  const until = endOfDay(on)
  const { low, high, tail } = await splitAt(until)
  const accruals: Accrual[] = []
  let place = before
  do {
    const values = [ownerId, until, low, high, tail, place ?? null, limit + 1]
    const { rows } = await pool.query<Accrual>(accrualsBefore, values)
    accruals.push(...rows.filter(isOwed))
    place = rows.length > limit ? rows.at(-1)?.challengeId : undefined
  } while (place && accruals.length <= limit)
  const shown = accruals.slice(0, limit)
  return { accruals: shown, next: accruals.length > limit ? shown.at(-1)?.challengeId : undefined }
}

const isOwed = ({ calledPence, heldPence, owedPence, refundablePence }: Accrual) =>
  [calledPence, heldPence, owedPence, refundablePence].some((pence) => pence !== 0n)

const accruing = `kind in ('called', 'received', 'match-committed', 'payable', 'refundable')`

/**
 * The next challenges for which something may have been owed: what is noted says so, or a journal that is not noted
 * yet is about them. Of each what moved before the instant: up to $3 all did, and from there up to $4, and after
 * $5, each by its own instant.
 */
const accrualsBefore = `
  with fresh as materialized (
    select distinct accounts.challenge_id from transfers
      cross join lateral (values (credit_account_id), (debit_account_id)) as moved (account_id)
      join accounts on accounts.id = moved.account_id and coalesce(council_id, pot_id) = $1 and ${accruing}
    where journal_id = any (array(select id from journals
      where id > (select up_to_journal_id from accrual_notes) and id <= (select max(id) from journals)))),
  near as materialized (
    select challenge_id from (
      (select challenge_id from accrual_spans where owner_id = $1 and (first_journal_id <= $4 or first_journal_id > $5)
          and (settled_journal_id is null or settled_journal_id > least($3, (select up_to_journal_id from accrual_notes)))
          and ($6::uuid is null or challenge_id < $6)
        order by challenge_id desc limit $7)
      union
      select challenge_id from fresh where $6 is null or challenge_id < $6) candidates
    order by challenge_id desc limit $7)
  select near.challenge_id as "challengeId",
    coalesce(sum(pence) filter (where kind = 'called'), 0)::bigint as "calledPence",
    coalesce(sum(pence) filter (where kind in ('received', 'match-committed')), 0)::bigint as "heldPence",
    coalesce(sum(pence) filter (where kind = 'payable'), 0)::bigint as "owedPence",
    coalesce(sum(pence) filter (where kind = 'refundable'), 0)::bigint as "refundablePence"
  from near left join lateral (
    select kind, pence from accounts
      cross join lateral (
        select amount_pence as pence, journal_id from transfers where credit_account_id = accounts.id
        union all
        select -amount_pence, journal_id from transfers where debit_account_id = accounts.id) moved
    where coalesce(council_id, pot_id) = $1 and accounts.challenge_id = near.challenge_id and ${accruing}
      and (journal_id <= $3 or ((journal_id <= $4 or journal_id > $5)
        and exists (select from journals where id = journal_id and at < $2)))) moved on true
  group by near.challenge_id order by near.challenge_id desc`
