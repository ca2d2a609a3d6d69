import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { capKey } from '../pots/match-room.ts'
import type { PotBalance } from '../pots/pot.ts'
import type { Purse } from '../pots/purse.ts'
import { shareOut, type Contribution } from '../pots/quadratic.ts'
import { getRuleBook } from '../pots/rule-book.server.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { readReplayEvents } from './replay-events.server.ts'
import { Replay, type Difference } from './replay.ts'

export type ReplayReport = {
  journals: number
  matches: number
  /** How many matches of each pot were seen. */
  seen: Map<string, number>
  differences: (Difference & { pot: string; pledge: string })[]
}

/**
 * Works every pot out again from its journals, pledges, rules, registers and fundings, and compares each
 * match with its working, each use of a cap and each balance with what is stored, to the penny.
 */
export async function replayPots(potSlug?: string): Promise<ReplayReport> {
  const { rows } = await pool.query<{ version: string }>('select version from rule_books')
  const book = await getRuleBook(rows[0]?.version ?? '')
  // Waits for no one: what is committed while it runs is left to the next run.
  const { rows: ends } = await pool.query<{ id: bigint }>(
    'select coalesce(max(id), 0) as id from journals',
  )
  const last = ends[0]?.id ?? 0n
  const replay = new Replay(book.edges)
  let journals = 0
  for await (const event of readReplayEvents()) {
    if (event.journalId > last) break
    replay.next(event)
    journals++
  }
  const isStill = await hasStoodStill(last)
  if (isStill) await compareWithStored(replay)
  await compareSharings(replay)
  return {
    journals,
    matches: [...replay.seen.values()].reduce((sum, count) => sum + count, 0),
    seen: replay.seen,
    differences: await named(replay.differences, potSlug),
  }
}

const hasStoodStill = async (last: bigint) => {
  const { rows } = await pool.query('select from journals where id > $1 limit 1', [last])
  return rows.length === 0
}

async function compareWithStored(replay: Replay) {
  await comparePots(replay)
  await comparePurses(replay)
  await compareCaps(replay)
  await compareRounds(replay)
}

async function comparePots(replay: Replay) {
  const { rows } = await pool.query<PotBalance & { potId: string; matches: number }>(storedPots)
  for (const { potId, matches, ...stored } of rows) {
    const own = replay.books.of(potId)
    for (const column of [
      'allocatedPence',
      'reservedPence',
      'committedPence',
      'paidPence',
    ] as const)
      if (stored[column] !== own[column])
        replay.differs(`${column}: ${stored[column]} stored, ${own[column]} by its journals`, {
          potId,
        })
    const seen = replay.seen.get(potId) ?? 0
    if (matches !== seen)
      replay.differs(`${matches} matches stored, ${seen} by its journals`, { potId })
  }
}

const storedPots = `
  select pot_id as "potId", sum(allocated_pence)::bigint as "allocatedPence", sum(reserved_pence)::bigint as "reservedPence",
    sum(committed_pence)::bigint as "committedPence", sum(paid_pence)::bigint as "paidPence",
    (select count(*)::int from matches where matches.pot_id = kept.pot_id) as matches
  from pot_balances kept group by pot_id order by pot_id limit 1000`

type PurseRow = { potId: string; purse: Purse; availablePence: Pence }

async function comparePurses(replay: Replay) {
  const { rows } = await pool.query<PurseRow>(storedPurses)
  for (const { potId, purse, availablePence } of rows) {
    const own = replay.books.availableIn(potId, purse)
    if (availablePence !== own)
      replay.differs(`${purse}: ${availablePence} available stored, ${own} by its journals`, {
        potId,
      })
  }
}

const storedPurses = `
  select pot_id as "potId", purse, allocated_pence - reserved_pence - committed_pence - paid_pence as "availablePence"
  from pot_balances order by pot_id, purse limit 5000`

type CapRow = { potId: string; scope: string; ref: string; pence: Pence }

async function compareCaps(replay: Replay) {
  const used = new Map(replay.rooms.usedNow())
  let after: CapRow | undefined
  for (;;) {
    const key: unknown[] = after ? [after.potId, after.scope, after.ref] : [null, '', '']
    const { rows } = await pool.query<CapRow>(capsAfter, key)
    for (const row of rows) {
      const name = capKey(row.potId, row)
      const pence = used.get(name)?.pence ?? 0n
      used.delete(name)
      if (pence !== row.pence)
        replay.differs(
          `${row.pence} pence used for ${row.scope} ${row.ref}, ${pence} by its journals`,
          row,
        )
    }
    after = rows.at(-1)
    if (rows.length < 5_000) break
  }
  for (const [name, { potId, pence }] of used)
    if (pence !== 0n)
      replay.differs(`nothing stored for ${name}, ${pence} by its journals`, { potId })
}

const capsAfter = `
  select pot_id as "potId", scope, ref, used_pence as pence from cap_uses
  where $1::uuid is null or (pot_id, scope, ref) > ($1, $2, $3) order by pot_id, scope, ref limit 5000`

type TotalsRow = { roundId: string; councilCount: number; pledgedPence: Pence; matchedPence: Pence }

async function compareRounds(replay: Replay) {
  const open = replay.openRounds()
  const { rows } = await pool.query<TotalsRow>(
    `select round_id as "roundId", council_count as "councilCount", pledged_pence as "pledgedPence",
       matched_pence as "matchedPence" from round_totals where round_id = any ($1)`,
    [open.map(({ roundId }) => roundId)],
  )
  const stored = new Map(rows.map((row) => [row.roundId, row]))
  for (const { roundId, ...own } of open)
    for (const column of ['councilCount', 'pledgedPence', 'matchedPence'] as const) {
      const kept = stored.get(roundId)?.[column]
      if (kept !== own[column])
        replay.differs(
          `round ${roundId}, ${column}: ${kept} stored, ${own[column]} by its journals`,
        )
    }
}

type SharingRow = { id: string; potId: string; potPence: Pence; leftPence: Pence; terms: unknown }
type LineRow = {
  challengeId: string
  sharePence: Pence
  strengthPence: Pence
  capPence: Pence | null
}

/** Shares each pot that was shared out once more, over the pledges that took part. */
async function compareSharings(replay: Replay) {
  const { rows } = await pool.query<SharingRow>(
    `select sharings.id, sharings.pot_id as "potId", pot_pence as "potPence", left_pence as "leftPence", terms
     from sharings join pot_rules on pot_rules.id = rule_id order by sharings.id limit 1000`,
  )
  for (const { id, potId, potPence, leftPence, terms } of rows) {
    const [lines, parts] = await Promise.all([
      pool.query<LineRow>(
        `select challenge_id as "challengeId", share_pence as "sharePence", strength_pence as "strengthPence",
           cap_pence as "capPence" from sharing_lines where sharing_id = $1`,
        [id],
      ),
      pool.query<Contribution>(
        `select part.challenge_id as "challengeId", council_id as "councilId", pledged_pence as "amountPence"
         from sharing_parts part join pledges on pledges.id = pledge_id where sharing_id = $1 order by place`,
        [id],
      ),
    ])
    const stored = new Map(lines.rows.map((line) => [line.challengeId, line]))
    const again = shareOut({
      potPence,
      contributions: parts.rows,
      ...RuleTerms.parse(terms).quadratic,
      mostFor: (challengeId) => stored.get(challengeId)?.capPence ?? undefined,
    })
    if (again.leftPence !== leftPence)
      replay.differs(`sharing out leaves ${again.leftPence} pence, ${leftPence} stored`, { potId })
    for (const { challengeId, sharePence, strengthPence } of again.shares) {
      const line = stored.get(challengeId)
      if (line?.sharePence !== sharePence || line.strengthPence !== strengthPence)
        replay.differs(
          `challenge ${challengeId} gets ${sharePence} pence shared out, ${line?.sharePence} stored`,
          { potId },
        )
    }
  }
}

/** With names people know, and only those of one pot when it is asked for. */
async function named(differences: Difference[], potSlug?: string) {
  const [pots, pledges] = await Promise.all([
    pool.query<{ id: string; slug: string }>(
      'select id, slug from pots order by ask_order limit 1000',
    ),
    pool.query<{ id: string; number: number }>(
      'select id, number from pledges where id = any ($1)',
      [differences.flatMap(({ pledgeId }) => pledgeId ?? [])],
    ),
  ])
  const slugs = new Map(pots.rows.map(({ id, slug }) => [id, slug]))
  const numbers = new Map(pledges.rows.map(({ id, number }) => [id, `PL-${number}`]))
  return differences
    .map((one) => ({
      ...one,
      pot: slugs.get(one.potId ?? '') ?? 'all pots',
      pledge: numbers.get(one.pledgeId ?? '') ?? '',
    }))
    .filter(({ pot }) => potSlug === undefined || pot === potSlug || pot === 'all pots')
}
