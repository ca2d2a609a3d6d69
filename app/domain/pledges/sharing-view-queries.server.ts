import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { QuadraticShare } from '../pots/quadratic.ts'
import type { QuadraticRule } from './find-sharers.server.ts'
import {
  findSharingOf,
  lineColumns,
  ruleColumns,
  ruleOf,
  type RuleRow,
} from './sharing-queries.server.ts'
import { workOutEstimate } from './work-out-estimate.server.ts'

const SHOWN = 200
const ROWS_AT_ONCE = 500

/** A challenge in a set, as people see it. */
export type SharingLine = Omit<QuadraticShare, 'capPence'> & {
  capPence: Pence | undefined
  slug: string
  title: string
  /** What was reserved of its share; undefined while the set is only estimated, or not posted yet. */
  givenPence: Pence | undefined
}

export type SharingHead = {
  ruleVersion: number
  closesAt: Date | undefined
  /** Once the rule has ended and its result is fixed; before, all is an estimate. */
  isFixed: boolean
  workedOutAt: Date
  potPence: Pence
  sharedPence: Pence
  leftPence: Pence
  challengeCount: number
}

/** Lines that come after one, those that get most first. */
type ReadLines = (after: LineRow | undefined, limit: number) => Promise<LineRow[]>
type Sharing = { head: SharingHead; readLines: ReadLines }

/**
 * How a pot was shared out by its latest quadratic rule or, before that rule has ended, how it would be:
 * the head, and the challenges that get most. Public.
 */
export async function getSharing(potId: string, limit = SHOWN) {
  const { head, readLines } = await openSharing(potId)
  return { ...head, lines: (await readLines(undefined, limit)).map(lineOf) }
}

/** Every challenge of the same, page by page. Public. */
export async function readSharing(potId: string): Promise<AsyncGenerator<SharingLine[]>> {
  const { readLines } = await openSharing(potId)
  return pagesOf(readLines)
}

async function* pagesOf(readLines: ReadLines) {
  let after: LineRow | undefined
  do {
    const rows: LineRow[] = await readLines(after, ROWS_AT_ONCE)
    yield rows.map(lineOf)
    after = rows.length === ROWS_AT_ONCE ? rows.at(-1) : undefined
  } while (after)
}

/** What a pot was shared out to, what was noted of an estimate, or for a small set an estimate as of now. */
async function openSharing(potId: string): Promise<Sharing> {
  const now = clock.now()
  const { rows } = await pool.query<RuleRow>(latestRule, [potId, now])
  if (!rows[0]) throw new Refusal('not-found', 'This pot is not shared out.')
  const rule = ruleOf(rows[0])
  return (await openFixed(rule)) ?? (await openNoted(rule)) ?? (await estimate(rule, now))
}

const latestRule = `
  select ${ruleColumns} from pot_rules join pots on pots.id = pot_id
  where pot_id = $1 and terms ? 'quadratic' and in_force_from <= $2 order by version desc limit 1`

async function openFixed({ ruleId, ruleVersion, closesAt }: QuadraticRule) {
  const fixed = await findSharingOf(ruleId)
  if (!fixed) return undefined
  const { id, ...sums } = fixed
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from sharing_lines where sharing_id = $1`,
    [id],
  )
  const challengeCount = rows[0]?.count ?? 0
  const head = { ruleVersion, closesAt, isFixed: true, ...sums, challengeCount }
  return { head, readLines: linesBy(fixedLines, id) }
}

type NotedRow = Omit<SharingHead, 'ruleVersion' | 'closesAt' | 'isFixed'> & { id: string }

async function openNoted({ ruleId, ruleVersion, closesAt }: QuadraticRule) {
  const { rows } = await pool.query<NotedRow>(latestEstimate, [ruleId])
  if (!rows[0]) return undefined
  const { id, ...noted } = rows[0]
  const head = { ruleVersion, closesAt, isFixed: false, ...noted }
  return { head, readLines: linesBy(notedLines, id) }
}

const latestEstimate = `
  select id, challenge_count as "challengeCount", worked_out_at as "workedOutAt",
    pot_pence as "potPence", shared_pence as "sharedPence", left_pence as "leftPence"
  from sharing_estimates where rule_id = $1 order by id desc limit 1`

type LineRow = Omit<SharingLine, 'capPence' | 'givenPence'> & {
  capPence: Pence | null
  givenPence: Pence | null
  /** Where it stands in a noted estimate. */
  place: number
}

const lineOf = ({ capPence, givenPence, place: _, ...line }: LineRow): SharingLine => ({
  ...line,
  capPence: capPence ?? undefined,
  givenPence: givenPence ?? undefined,
})

type LinesQuery = { text: string; placeOf: (line: LineRow | undefined) => unknown[] }

const linesBy =
  ({ text, placeOf }: LinesQuery, id: string): ReadLines =>
  async (after, limit) =>
    (await pool.query<LineRow>(text, [id, limit, ...placeOf(after)])).rows

/** The index holds what it gets below zero, so that one comparison goes on from a line. */
const fixedLines: LinesQuery = {
  placeOf: (line) => [
    line ? -line.sharePence : null,
    line?.challengeId ?? '00000000-0000-0000-0000-000000000000',
  ],
  text: `
    select ${lineColumns}, slug, coalesce(short_title, title) as title, given_pence as "givenPence", 0 as place
    from (select * from sharing_lines where sharing_id = $1
        and (-share_pence, challenge_id) > (coalesce($3::bigint, -9223372036854775808), $4::uuid)
      order by -share_pence, challenge_id limit $2) line
    join challenges on challenges.id = line.challenge_id
    left join sharing_posts posts on posts.sharing_id = line.sharing_id and posts.challenge_id = line.challenge_id
    order by -share_pence, line.challenge_id`,
}

const notedLines: LinesQuery = {
  placeOf: (line) => [line?.place ?? -1],
  text: `
    select ${lineColumns}, slug, coalesce(short_title, title) as title, null::bigint as "givenPence", place
    from (select * from sharing_estimate_lines where estimate_id = $1 and place > $3::int
      order by place limit $2) line
    join challenges on challenges.id = line.challenge_id order by place`,
}

async function estimate(rule: QuadraticRule, now: Date): Promise<Sharing> {
  const { shares, sums } = await workOutEstimate(rule, now)
  const { rows } = await pool.query<{ id: string; slug: string; title: string }>(
    `select id, slug, coalesce(short_title, title) as title from challenges where id = any ($1)`,
    [shares.map(({ challengeId }) => challengeId)],
  )
  const named = new Map(rows.map(({ id, ...names }) => [id, names]))
  const lines = shares.flatMap((share, place) => {
    const names = named.get(share.challengeId)
    if (!names) return []
    return [{ ...share, ...names, capPence: share.capPence ?? null, givenPence: null, place }]
  })
  const { ruleVersion, closesAt } = rule
  const head = { ruleVersion, closesAt, isFixed: false, workedOutAt: now, ...sums }
  const readLines: ReadLines = (after, limit) => {
    const from = after ? after.place + 1 : 0
    return Promise.resolve(lines.slice(from, from + limit))
  }
  return { head: { ...head, challengeCount: lines.length }, readLines }
}
