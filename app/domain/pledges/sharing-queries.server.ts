import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { endOfDay, type Day } from '#app/core/time.ts'
import { challengeCap } from '../pots/match-amount.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { sharePot, type Sharer } from '../pots/share-pot.ts'
import type { QuadraticShare } from '../pots/quadratic.ts'
import { findSetToShare, type QuadraticRule } from './find-sharers.server.ts'

type RuleRow = Omit<QuadraticRule, 'terms' | 'closesAt'> & {
  terms: unknown
  closesOn: Day | null
  potName: string
}

const ruleColumns = `pot_rules.id as "ruleId", pot_rules.version as "ruleVersion", pot_id as "potId",
  pots.name as "potName", in_force_from as "inForceFrom", terms,
  coalesce(terms ->> 'closesOn', pots.closes_on::text) as "closesOn"`

const ruleOf = ({ terms, closesOn, ...row }: RuleRow) => ({
  ...row,
  terms: RuleTerms.parse(terms),
  closesAt: closesOn === null ? undefined : endOfDay(closesOn),
})

/** Quadratic rules whose last day is over and whose pot is not shared out yet, or not to the end. */
export async function listRulesThatEnded(now: Date) {
  const { rows } = await pool.query<RuleRow>(
    `select ${ruleColumns} from pot_rules join pots on pots.id = pot_id
     where terms ? 'quadratic' and in_force_from <= $1
       and not exists (select from sharings where rule_id = pot_rules.id and not exists (
         select from sharing_lines lines where sharing_id = sharings.id and not exists (
           select from sharing_posts where sharing_id = sharings.id and challenge_id = lines.challenge_id)))
     order by in_force_from, pot_rules.id limit 100`,
    [now],
  )
  return rows.map(ruleOf).flatMap(({ closesAt, ...rule }) => {
    return closesAt && closesAt <= now ? [{ ...rule, closesAt }] : []
  })
}

type SharingRow = {
  id: string
  potPence: Pence
  sharedPence: Pence
  leftPence: Pence
  workedOutAt: Date
}

export async function findSharingOf(ruleId: string): Promise<SharingRow | undefined> {
  const { rows } = await pool.query<SharingRow>(
    `select id, pot_pence as "potPence", shared_pence as "sharedPence", left_pence as "leftPence",
       worked_out_at as "workedOutAt" from sharings where rule_id = $1`,
    [ruleId],
  )
  return rows[0]
}

/** The challenges of a sharing that wait for what they get. */
export async function listUnposted(sharingId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select challenge_id as id from sharing_lines lines where sharing_id = $1 and not exists (
       select from sharing_posts where sharing_id = $1 and challenge_id = lines.challenge_id)
     order by challenge_id limit 20000`,
    [sharingId],
  )
  return rows.map(({ id }) => id)
}

export type FixedShare = QuadraticShare & {
  roundId: string
  /** What the rule itself allows the challenge; the cap it was fixed with knows its gap to target too. */
  capOfRulePence: Pence | undefined
  about: { sharedPence: Pence; totalPence: Pence }
  pledges: Sharer[]
}

/** One challenge of a sharing as it was fixed, with the pledges that took part, first come first. */
export async function findFixedShare(sharingId: string, challengeId: string): Promise<FixedShare> {
  const [{ rows }, parts] = await Promise.all([
    pool.query<FixedRow>(fixedLine, [sharingId, challengeId]),
    pool.query<PartRow>(fixedParts, [sharingId, challengeId]),
  ])
  const [row] = rows
  invariant(row, 'the challenge is in the set')
  const { terms, targetPence, sharedPence, totalPence, capPence, ...line } = row
  return {
    ...line,
    capPence: capPence ?? undefined,
    capOfRulePence: challengeCap(RuleTerms.parse(terms), targetPence),
    about: { sharedPence, totalPence },
    pledges: parts.rows.map(({ areaId, areaName, ...part }) => ({
      ...part,
      challengeId,
      roundId: line.roundId,
      area: areaId
        ? { id: areaId, name: areaName ?? '', hasMayor: false, status: undefined }
        : undefined,
    })),
  }
}

type FixedRow = Omit<FixedShare, 'about' | 'pledges' | 'capOfRulePence' | 'capPence'> & {
  capPence: Pence | null
  terms: unknown
  targetPence: Pence
  sharedPence: Pence
  totalPence: Pence
}
type PartRow = Omit<Sharer, 'area' | 'challengeId' | 'roundId'> & {
  areaId: string | null
  areaName: string | null
}

const lineColumns = `line.challenge_id as "challengeId", line.round_id as "roundId", council_count as "councilCount",
  pledged_pence as "pledgedPence", strength_pence as "strengthPence", by_strength_pence as "byStrengthPence",
  cap_pence as "capPence", share_pence as "sharePence"`

const fixedLine = `
  select ${lineColumns}, terms, target_pence as "targetPence", shared_pence as "sharedPence",
    (select sum(strength_pence)::bigint from sharing_lines where sharing_id = $1) as "totalPence"
  from sharing_lines line join sharings on sharings.id = sharing_id
  join pot_rules on pot_rules.id = rule_id join rounds on rounds.id = line.round_id
  where sharing_id = $1 and line.challenge_id = $2`

const fixedParts = `
  select pledge_id as "pledgeId", council_id as "councilId", pledged_pence as "amountPence",
    committed_at as at, area_id as "areaId", organisations.name as "areaName"
  from sharing_parts join pledges on pledges.id = pledge_id
  left join organisations on organisations.id = area_id
  where sharing_id = $1 and sharing_parts.challenge_id = $2 order by place`

/** A challenge in a set, as people see it. */
export type SharingLine = Omit<QuadraticShare, 'capPence'> & {
  capPence: Pence | undefined
  slug: string
  title: string
  /** What was reserved of its share; undefined while the set is only estimated, or not posted yet. */
  givenPence: Pence | undefined
}

export type SharingView = {
  ruleVersion: number
  closesAt: Date | undefined
  /** Once the rule has ended and its result is fixed; before, all is an estimate. */
  isFixed: boolean
  workedOutAt: Date
  potPence: Pence
  sharedPence: Pence
  leftPence: Pence
  lines: SharingLine[]
}

/**
 * How a pot was shared out by its latest quadratic rule or, before that rule has ended, how it would be
 * if it were now: the same function on the pledges so far. Public.
 */
export async function getSharing(potId: string): Promise<SharingView> {
  const { rows } = await pool.query<RuleRow>(
    `select ${ruleColumns} from pot_rules join pots on pots.id = pot_id
     where pot_id = $1 and terms ? 'quadratic' and in_force_from <= $2 order by version desc limit 1`,
    [potId, clock.now()],
  )
  if (!rows[0]) throw new Refusal('not-found', 'This pot is not shared out.')
  const rule = ruleOf(rows[0])
  const { ruleVersion, closesAt } = rule
  const fixed = await findSharingOf(rule.ruleId)
  if (fixed) {
    const { id, ...sums } = fixed
    const lines = await pool.query<FixedLine>(linesOf, [id])
    return {
      ...{ ruleVersion, closesAt, isFixed: true, ...sums },
      lines: lines.rows.map(({ capPence, givenPence, ...line }) => {
        return { ...line, capPence: capPence ?? undefined, givenPence: givenPence ?? undefined }
      }),
    }
  }
  return estimate(rule)
}

type FixedLine = Omit<SharingLine, 'capPence' | 'givenPence'> & {
  capPence: Pence | null
  givenPence: Pence | null
}

const linesOf = `
  select ${lineColumns}, slug, coalesce(short_title, title) as title, given_pence as "givenPence"
  from sharing_lines line join challenges on challenges.id = line.challenge_id
  left join sharing_posts posts on posts.sharing_id = line.sharing_id and posts.challenge_id = line.challenge_id
  where line.sharing_id = $1 order by share_pence desc, line.challenge_id limit 20000`

async function estimate(rule: QuadraticRule): Promise<SharingView> {
  const now = clock.now()
  const at = rule.closesAt && rule.closesAt < now ? rule.closesAt : now
  const set = await findSetToShare(rule, at)
  const { shares, sharedPence, leftPence } = sharePot(set)
  const { rows } = await pool.query<{ id: string; slug: string; title: string }>(
    `select id, slug, coalesce(short_title, title) as title from challenges where id = any ($1)`,
    [shares.map(({ challengeId }) => challengeId)],
  )
  const named = new Map(rows.map((row) => [row.id, row]))
  const lines = shares.flatMap(({ roundId: _, parts: __, ...share }) => {
    const challenge = named.get(share.challengeId)
    if (!challenge) return []
    return [{ ...share, slug: challenge.slug, title: challenge.title, givenPence: undefined }]
  })
  const { ruleVersion, closesAt } = rule
  const sums = { potPence: set.potPence, sharedPence, leftPence }
  return {
    ...{ ruleVersion, closesAt, isFixed: false, workedOutAt: now, ...sums },
    lines: lines.sort(
      (a, b) => Number(b.sharePence > a.sharePence) - Number(b.sharePence < a.sharePence),
    ),
  }
}
