import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { ownerOf, type Book } from './book.ts'
import { splitAt, type Split } from './span.server.ts'
import { instantsOf, runBalance, type Entry, type Period, type Place } from './statement.ts'

type Wanted = { period?: Period; after?: Place; limit?: number }

/**
 * A page of a book: what it held before, what moved in and out of it, what it held after, oldest
 * first; and what it held at the beginning and at the end of the whole period.
 */
export async function readStatement(book: Book, { period = {}, after, limit = 50 }: Wanted = {}) {
  const { from, before } = instantsOf(period)
  const [opens, closes] = await Promise.all([from && splitAt(from), splitAt(before)])
  const start = opens?.low ?? 0n
  const bounds = { from, before, opens, closes }
  const place = after && after.journalId > start ? after : afterBlock(start)
  const [openingPence, closingPence, movedPence, entries] = await Promise.all([
    from ? balanceOf(book, from) : 0n,
    balanceOf(book, before),
    after ? sumMoved(book, { ...bounds, start, after: place }) : 0n,
    listEntries(book, { ...bounds, place, limit: limit + 1 }),
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

const lastLine = 2_147_483_647
const afterBlock = (toJournalId: bigint): Place => ({ journalId: toJournalId + 1n, line: 0 })

/** What a book held at an instant: all that moved before it. Without one, what it holds now. */
export async function balanceOf(book: Book, before: Date | null = null): Promise<Pence> {
  const { low, high, tail } = await splitAt(before)
  const values = [...ownerOf(book), low, high, tail, before]
  return signed(book, (await pool.query<Sum>(balanceBefore, values)).rows)
}

type Sum = { sum: Pence }

const signed = ({ isSource }: Book, [row]: Sum[]) =>
  isSource ? -(row?.sum ?? 0n) : (row?.sum ?? 0n)

type Bounds = {
  from: Date | null
  before: Date | null
  opens: Split | null
  closes: Split
}

/** What moved in a period up to the place where a page begins. */
async function sumMoved(
  book: Book,
  { after, start, ...bounds }: Bounds & { after: Place; start: bigint },
) {
  const { from, before, opens, closes } = bounds
  const isInBlocks = after.journalId <= closes.high
  const upTo = isInBlocks ? after : { journalId: closes.high, line: lastLine }
  const sums = await Promise.all([
    pool.query<Sum>(movedInBlocks, [
      ...[...ownerOf(book), start, upTo.journalId, upTo.line, from],
      ...[opens?.high ?? 0n, before, closes.low],
    ]),
    isInBlocks
      ? undefined
      : pool.query<Sum>(movedUnsealed, [
          ...[...ownerOf(book), from, before, closes.tail, after.journalId, after.line],
        ]),
  ])
  return sums.reduce((sum, found) => sum + signed(book, found?.rows ?? []), 0n)
}

type Page = Bounds & { place: Place; limit: number }

/** The next entries, out of the blocks that have any and then out of what is in no block yet. */
async function listEntries(book: Book, page: Page): Promise<Entry[]> {
  const { limit, closes } = page
  const found: Entry[] = []
  let { place } = page
  while (found.length < limit && place.journalId <= closes.high) {
    const { through, ...places } = await nextInBlocks(book, place, limit)
    if (through === null) break
    const some = firstOf(places, 2 * limit)
    found.push(...(await tell(some, page)))
    const last = some.journalIds.length < places.journalIds.length ? placeAt(some) : undefined
    place = last ?? afterBlock(through)
  }
  if (found.length < limit) {
    const { journalId, line } = place.journalId > closes.tail ? place : afterBlock(closes.tail)
    const values = [...ownerOf(book), page.from, page.before, closes.tail, journalId, line, limit]
    const { rows } = await pool.query<Places>(nextUnsealed, values)
    if (rows[0]) found.push(...(await tell(rows[0], page)))
  }
  const entries = found.slice(0, limit)
  if (!book.isSource) return entries
  return entries.map((entry) => ({ ...entry, amountPence: -entry.amountPence }))
}

/** Places in the order of the ledger, with what moved at each. */
type Places = { journalIds: bigint[]; lines: number[]; pence: Pence[] }

const firstOf = ({ journalIds, lines, pence }: Places, most: number): Places => ({
  journalIds: journalIds.slice(0, most),
  lines: lines.slice(0, most),
  pence: pence.slice(0, most),
})

function placeAt({ journalIds, lines }: Places): Place | undefined {
  const [journalId, line] = [journalIds.at(-1), lines.at(-1)]
  return journalId === undefined || line === undefined ? undefined : { journalId, line }
}

type InBlocks = Places & { through: bigint | null }

async function nextInBlocks(book: Book, { journalId, line }: Place, limit: number) {
  const values = [...ownerOf(book), journalId, line, limit, 3 * limit]
  const { rows } = await pool.query<InBlocks>(nextOfBlocks, values)
  return rows[0] ?? { through: null, journalIds: [], lines: [], pence: [] }
}

async function tell({ journalIds, lines, pence }: Places, { from, before, limit }: Page) {
  if (journalIds.length === 0) return []
  const values = [journalIds, lines, pence, from, before, limit]
  return (await pool.query<Entry>(told, values)).rows
}

/** $1 is whose the book is and $2 its kinds, in every one of these. */
const totalBefore = (end: string) => `
  coalesce((select sum(latest.total_pence) from unnest($2::text[]) as asked (kind) cross join lateral (
    select total_pence from block_entries where owner_id = $1 and kind = asked.kind and to_journal_id ${end}
    order by to_journal_id desc limit 1) latest), 0)`

/** Of the blocks at the edge of a period, what an instant leaves out or lets in. */
const inBlocks = (range: string) => `
  coalesce((select sum(entry.moved) from block_entries block
      cross join lateral unnest(block.journal_ids, block.lines, block.pence) as entry (journal_id, line, moved)
      join journals on journals.id = entry.journal_id
    where block.owner_id = $1::uuid and block.kind = any ($2::text[]) and ${range}), 0)`

/**
 * What the job that seals has not come to yet: a minute of the ledger. Named one by one, because a plan
 * made for any journal to begin at takes "after this one" for a third of them.
 */
const unsealed = (inPeriod: string) => `
  select journal_id, line, signed.pence from transfers join journals on journals.id = journal_id
    cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
  where journal_id = any (array(select id from journals where id > $5 and id <= (select max(id) from journals)))
    and ${inPeriod} and exists (select from account_owners
    where account_id = signed.account_id and owner_id = $1::uuid and kind = any ($2::text[]))`

const balanceBefore = `select (${totalBefore('<= $3')}
  + ${inBlocks('to_journal_id > $3 and to_journal_id <= $4 and at < $6')}
  + coalesce((select sum(pence) from (${unsealed('($6::timestamptz is null or at < $6)')}) tail), 0))::bigint as sum`

const movedInBlocks = `
  with ending as materialized (select to_journal_id as journal_id from seals
    where to_journal_id >= $4::bigint order by to_journal_id limit 1)
  select (${totalBefore('< (select journal_id from ending)')}
    + ${inBlocks('to_journal_id = (select journal_id from ending) and (entry.journal_id, entry.line) <= ($4, $5::int)')}
    - ${totalBefore('<= $3::bigint')}
    - ${inBlocks('to_journal_id > $3 and to_journal_id <= $7 and entry.journal_id <= $4 and (entry.journal_id, entry.line) <= ($4, $5) and at < $6::timestamptz')}
    - ${inBlocks('to_journal_id > $9 and to_journal_id <= (select journal_id from ending) and (entry.journal_id, entry.line) <= ($4, $5) and at >= $8::timestamptz')}
  )::bigint as sum`

const inPeriod = '($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)'

const movedUnsealed = `select coalesce(sum(pence), 0)::bigint as sum
  from (${unsealed(`${inPeriod} and (journal_id, line) <= ($6, $7::int)`)}) tail`

const asPlaces = `coalesce(array_agg(journal_id order by journal_id, line), '{}') as "journalIds",
    coalesce(array_agg(line order by journal_id, line), '{}') as lines,
    coalesce(array_agg(pence order by journal_id, line), '{}') as pence`

/** A transfer between two accounts of the book is in it twice and is no entry. */
const nextUnsealed = `select ${asPlaces} from (
    select journal_id, line, sum(pence)::bigint as pence
    from (${unsealed(`${inPeriod} and (journal_id, line) > ($6, $7::int)`)}) tail
    group by journal_id, line having count(*) = 1 order by journal_id, line limit $8) near`

/**
 * So many of the next blocks of each kind, and of those the first that hold enough. Where a kind has
 * more blocks than were looked at, the others wait for it.
 */
const nextOfBlocks = `
  with ending as materialized (select coalesce((select to_journal_id from seals
      where to_journal_id >= $3::bigint order by to_journal_id limit 1), 9223372036854775807) as journal_id),
  near as materialized (
    select block.* from unnest($2::text[]) as asked (kind) cross join lateral (
      select kind, to_journal_id, entry_count from block_entries
      where owner_id = $1::uuid and kind = asked.kind and to_journal_id >= (select journal_id from ending)
      order by to_journal_id limit $5) block),
  reach as (select min(last) as journal_id from (
    select max(to_journal_id) as last from near group by kind having count(*) = $5) cut),
  counted as (
    select to_journal_id, sum(sum(entry_count)) over (order by to_journal_id) - sum(entry_count) as earlier
    from near, reach where reach.journal_id is null or to_journal_id <= reach.journal_id group by to_journal_id),
  chosen as materialized (select to_journal_id from counted where earlier < $6::bigint)
  select (select max(to_journal_id) from chosen) as through, ${asPlaces} from (
    select entry.journal_id, entry.line, sum(entry.moved)::bigint as pence
    from chosen join block_entries block on block.owner_id = $1 and block.kind = any ($2)
        and block.to_journal_id = chosen.to_journal_id
      cross join lateral unnest(block.journal_ids, block.lines, block.pence) as entry (journal_id, line, moved)
    where (entry.journal_id, entry.line) > ($3, $4::int)
    group by entry.journal_id, entry.line having count(*) = 1) near`

const told = `
  select entry.journal_id as "journalId", entry.line, entry.pence as "amountPence", at, journals.kind, memo,
    journals.challenge_id as "challengeId", pledge_id as "pledgeId", payment_id as "paymentId", person_id as "personId",
    accounts.council_id as "councilId", accounts.pot_id as "potId"
  from unnest($1::bigint[], $2::int[], $3::bigint[]) as entry (journal_id, line, pence)
  join journals on journals.id = entry.journal_id
  join transfers on transfers.journal_id = entry.journal_id and transfers.line = entry.line
  join accounts on accounts.id = case when entry.pence > 0 then debit_account_id else credit_account_id end
  where ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
  order by entry.journal_id, entry.line limit $6`
