import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { Book } from './book.ts'
import { splitAt } from './span.server.ts'
import { instantsOf, runBalance, type Entry, type Period, type Place } from './statement.ts'

type Wanted = {
  period?: Period
  after?: Place
  limit?: number
  /** From so many accounts on, the ledger in its own order is quicker than the entries of each. */
  manyAccounts?: number
}

/**
 * A page of a book: what it held before, what moved in and out of it, what it held after, oldest
 * first; and what it held at the beginning and at the end of the whole period.
 */
export async function readStatement(book: Book, wanted: Wanted = {}) {
  const { period = {}, after, limit = 50, manyAccounts = 2_000 } = wanted
  const { from, before } = instantsOf(period)
  const start = from ? { journalId: (await splitAt(from)).low, line: lastLine } : first
  const bounds = { from, before, start }
  const [openingPence, movedPence, closingPence, entries] = await Promise.all([
    from ? balanceOf(book, from) : 0n,
    after ? sumMoved(book, { ...bounds, after }) : 0n,
    balanceOf(book, before),
    listEntries(book, { ...bounds, start: later(start, after), limit: limit + 1, manyAccounts }),
  ])
  const shown = entries.slice(0, limit)
  const last = shown.at(-1)
  const startPence = openingPence + movedPence
  return {
    openingPence,
    closingPence,
    startPence,
    entries: runBalance(startPence, shown),
    next:
      entries.length > limit && last ? { journalId: last.journalId, line: last.line } : undefined,
  }
}

const first: Place = { journalId: 0n, line: 0 }
const lastLine = 2_147_483_647

const later = (start: Place, after: Place | undefined) =>
  after && after.journalId > start.journalId ? after : start

/** What a book held at an instant: all that moved before it. Without one, what it holds now. */
export async function balanceOf(book: Book, before: Date | null = null): Promise<Pence> {
  if (!before) return signed(book, await pool.query<Sum>(sumOfAll, scopeOf(book)))
  const { low, high, tail } = await splitAt(before)
  return signed(book, await pool.query<Sum>(sumBefore, [...scopeOf(book), low, high, tail, before]))
}

type Sum = { sum: Pence }

const signed = ({ isSource }: Book, { rows: [row] }: { rows: Sum[] }) =>
  isSource ? -(row?.sum ?? 0n) : (row?.sum ?? 0n)

type Bounds = { from: Date | null; before: Date | null; start: Place }

/** What moved in a period up to the place where a page begins. */
async function sumMoved(book: Book, { from, before, start, after }: Bounds & { after: Place }) {
  const inPeriod = from || before
  const values = [...scopeOf(book), start.journalId, start.line, after.journalId, after.line]
  return signed(
    book,
    await (inPeriod
      ? pool.query<Sum>(sumInPeriod, [...values, from, before])
      : pool.query<Sum>(sumUpTo, values)),
  )
}

type Page = Bounds & { limit: number; manyAccounts: number }

async function listEntries(book: Book, bounds: Page): Promise<Entry[]> {
  const { rows: counted } = await pool.query<{ isWide: boolean }>(isWide, [
    ...scopeOf(book),
    bounds.manyAccounts,
  ])
  const { rows } = await pool.query<Entry>(counted[0]?.isWide ? wideEntries : entries, [
    ...scopeOf(book),
    bounds.from,
    bounds.before,
    bounds.start.journalId,
    bounds.start.line,
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

const isWide = `${mine} select count(*) >= $6::int as "isWide" from (select from mine limit $6::int) counted`

const sumOfAll = `${mine}
  select (coalesce(sum(credited.sum), 0) - coalesce(sum(debited.sum), 0))::bigint as sum from mine
  cross join lateral (select sum(amount_pence) from transfers where credit_account_id = mine.id) credited
  cross join lateral (select sum(amount_pence) from transfers where debit_account_id = mine.id) debited`

const sumUpTo = `${mine}
  select (coalesce(sum(credited.sum), 0) - coalesce(sum(debited.sum), 0))::bigint as sum from mine
  cross join lateral (select sum(amount_pence) from transfers
    where credit_account_id = mine.id and (journal_id, line) > ($6, $7::int) and (journal_id, line) <= ($8, $9::int)) credited
  cross join lateral (select sum(amount_pence) from transfers
    where debit_account_id = mine.id and (journal_id, line) > ($6, $7::int) and (journal_id, line) <= ($8, $9::int)) debited`

/** Up to $6 all counts unseen; between $6 and $7, and after $8, each journal's own instant decides. */
const sumBefore = `${mine}, moved as not materialized (
    select journal_id, amount_pence from mine join transfers on credit_account_id = mine.id
    union all
    select journal_id, -amount_pence from mine join transfers on debit_account_id = mine.id)
  select (coalesce((select sum(amount_pence) from moved where journal_id <= $6::bigint), 0)
    + coalesce((select sum(amount_pence) from moved join journals on id = journal_id
      where journal_id > $6 and (journal_id <= $7::bigint or journal_id > $8::bigint) and at < $9::timestamptz), 0))::bigint as sum`

const sumInPeriod = `${mine}, moved as not materialized (
    select journal_id, line, amount_pence from mine join transfers on credit_account_id = mine.id
    union all
    select journal_id, line, -amount_pence from mine join transfers on debit_account_id = mine.id)
  select coalesce(sum(amount_pence), 0)::bigint as sum from moved join journals on id = journal_id
  where (journal_id, line) > ($6, $7::int) and (journal_id, line) <= ($8, $9::int)
    and ($10::timestamptz is null or at >= $10) and ($11::timestamptz is null or at < $11)`

/** Asked of each row in its place: a join could give up the order, and with it the early end. */
const inPeriod = `($6::timestamptz is null or (select at from journals where id = journal_id) >= $6)
  and ($7::timestamptz is null or (select at from journals where id = journal_id) < $7)`

/** The next entries of each account, by its index, and of those the first. */
const eachAccount = `
    select entry.* from mine cross join lateral (
      select journal_id, line, amount_pence, debit_account_id as other from transfers
      where credit_account_id = mine.id and (journal_id, line) > ($8, $9::int)
        and debit_account_id not in (select id from mine) and ${inPeriod}
      order by journal_id, line limit $10) entry
    union all
    select entry.* from mine cross join lateral (
      select journal_id, line, -amount_pence, credit_account_id from transfers
      where debit_account_id = mine.id and (journal_id, line) > ($8, $9::int)
        and credit_account_id not in (select id from mine) and ${inPeriod}
      order by journal_id, line limit $10) entry`

/** The ledger in its own order, leaving out what is not of the book. */
const wholeLedger = `
    select journal_id, line, case when credit_account_id in (select id from mine) then amount_pence else -amount_pence end as amount_pence,
      case when credit_account_id in (select id from mine) then debit_account_id else credit_account_id end as other
    from transfers where (journal_id, line) > ($8, $9::int)
      and (credit_account_id in (select id from mine)) <> (debit_account_id in (select id from mine)) and ${inPeriod}
    order by journal_id, line limit $10`

const told = `
  select journal_id as "journalId", line, amount_pence as "amountPence", at, journals.kind, memo,
    journals.challenge_id as "challengeId", pledge_id as "pledgeId", payment_id as "paymentId", person_id as "personId",
    accounts.council_id as "councilId", accounts.pot_id as "potId"
  from (select * from near order by journal_id, line limit $10) near
  join journals on journals.id = journal_id join accounts on accounts.id = other
  order by journal_id, line`

const entries = `${mine}, near as (${eachAccount}) ${told}`
const wideEntries = `${mine}, near as (${wholeLedger}) ${told}`
