import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { Book } from './book.ts'
import { instantsOf, runBalance, type Entry, type Period, type Place } from './statement.ts'

type Wanted = { period?: Period; after?: Place; limit?: number }

/**
 * A page of a book: what it held before, what moved in and out of it, what it held after, oldest
 * first; and what it held at the beginning and at the end of the whole period.
 */
export async function readStatement(book: Book, { period = {}, after, limit = 50 }: Wanted = {}) {
  const { from, before } = instantsOf(period)
  const [openingPence, startPence, closingPence, entries] = await Promise.all([
    from ? sumOf(book, { before: from }) : 0n,
    after ? sumOf(book, { from, before, after }) : undefined,
    sumOf(book, { before }),
    listEntries(book, { from, before, after, limit: limit + 1 }),
  ])
  const shown = entries.slice(0, limit)
  const last = shown.at(-1)
  return {
    openingPence,
    closingPence,
    entries: runBalance(startPence ?? openingPence, shown),
    startPence: startPence ?? openingPence,
    next:
      entries.length > limit && last ? { journalId: last.journalId, line: last.line } : undefined,
  }
}

/** What a book held at an instant: all that moved before it. Without one, what it holds now. */
export const balanceOf = (book: Book, before: Date | null = null) => sumOf(book, { before })

type Bounds = { from?: Date | null; before?: Date | null; after?: Place | undefined }

async function sumOf(book: Book, { from = null, before = null, after }: Bounds): Promise<Pence> {
  const { rows } = await pool.query<{ sum: Pence }>(
    before || from || after ? sumBefore : sumOfAll,
    before || from || after
      ? [...scopeOf(book), from, before, after?.journalId ?? null, after?.line ?? null]
      : scopeOf(book),
  )
  const sum = rows[0]?.sum ?? 0n
  return book.isSource ? -sum : sum
}

async function listEntries(book: Book, bounds: Bounds & { limit: number }): Promise<Entry[]> {
  const { rows } = await pool.query<Entry>(entries, [
    ...scopeOf(book),
    bounds.from ?? null,
    bounds.before ?? null,
    bounds.after?.journalId ?? 0n,
    bounds.after?.line ?? 0,
    bounds.limit,
  ])
  if (!book.isSource) return rows
  return rows.map((entry) => ({ ...entry, amountPence: -entry.amountPence }))
}

const scopeOf = (book: Book) => [
  [...book.kinds],
  book.councilId ?? null,
  book.potId ?? null,
  book.challengeId ?? null,
  book.source ?? null,
]

const mine = `
  with mine as materialized (
    select id from accounts where kind = any ($1)
      and ($2::uuid is null or council_id = $2) and ($3::uuid is null or pot_id = $3)
      and ($4::uuid is null or challenge_id = $4)
      and ($5::text is null or case $5 when 'council' then council_id is not null else pot_id is not null end))`

const sumOfAll = `${mine}
  select (coalesce(sum(credited.sum), 0) - coalesce(sum(debited.sum), 0))::bigint as sum from mine
  cross join lateral (select sum(amount_pence) from transfers where credit_account_id = mine.id) credited
  cross join lateral (select sum(amount_pence) from transfers where debit_account_id = mine.id) debited`

/** All before the period and, on a later page, what is of the period and before the page. */
const sumBefore = `${mine}, moved as (
    select journal_id, line, amount_pence from mine join transfers on credit_account_id = mine.id
    union all
    select journal_id, line, -amount_pence from mine join transfers on debit_account_id = mine.id)
  select coalesce(sum(amount_pence), 0)::bigint as sum from moved join journals on id = journal_id
  where at < $6 or (($7::timestamptz is null or at < $7) and ($8::bigint is null or (journal_id, line) <= ($8, $9::int)))`

/** The next entries of each account, by its index, and of those the first. */
const entries = `${mine}, near as (
    select entry.* from mine cross join lateral (
      select journal_id, line, amount_pence, debit_account_id as other from transfers
      join journals on id = journal_id and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
      where credit_account_id = mine.id and (journal_id, line) > ($8, $9::int) and debit_account_id not in (select id from mine)
      order by journal_id, line limit $10) entry
    union all
    select entry.* from mine cross join lateral (
      select journal_id, line, -amount_pence, credit_account_id from transfers
      join journals on id = journal_id and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
      where debit_account_id = mine.id and (journal_id, line) > ($8, $9::int) and credit_account_id not in (select id from mine)
      order by journal_id, line limit $10) entry)
  select journal_id as "journalId", line, amount_pence as "amountPence", at, journals.kind, memo,
    journals.challenge_id as "challengeId", pledge_id as "pledgeId", payment_id as "paymentId", person_id as "personId",
    accounts.council_id as "councilId", accounts.pot_id as "potId"
  from (select * from near order by journal_id, line limit $10) near
  join journals on journals.id = journal_id join accounts on accounts.id = other
  order by journal_id, line`
