import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import { endOfDay, type Day } from '#app/core/time.ts'
import { challengeCap } from '../pots/match-amount.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import type { Sharer } from '../pots/share-pot.ts'
import type { QuadraticShare } from '../pots/quadratic.ts'
import type { QuadraticRule } from './find-sharers.server.ts'

export type RuleRow = Omit<QuadraticRule, 'terms' | 'closesAt'> & {
  terms: unknown
  closesOn: Day | null
  potName: string
}

export const ruleColumns = `pot_rules.id as "ruleId", pot_rules.version as "ruleVersion", pot_id as "potId",
  pots.name as "potName", in_force_from as "inForceFrom", terms,
  coalesce(terms ->> 'closesOn', pots.closes_on::text) as "closesOn"`

export const ruleOf = ({ terms, closesOn, ...row }: RuleRow) => ({
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

export const lineColumns = `line.challenge_id as "challengeId", council_count as "councilCount",
  pledged_pence as "pledgedPence", strength_pence as "strengthPence", by_strength_pence as "byStrengthPence",
  cap_pence as "capPence", share_pence as "sharePence"`

const fixedLine = `
  select ${lineColumns}, line.round_id as "roundId", terms, target_pence as "targetPence", shared_pence as "sharedPence",
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
