import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { readMatchFacts, type PledgeToAskFor } from '../pots/match-facts.server.ts'
import { answersFor } from '../pots/plan-match.ts'
import type { RuleTerms } from '../pots/rule-terms.ts'
import type { ChallengeInSet, SetToShare, Sharer } from '../pots/share-pot.ts'

export type QuadraticRule = {
  ruleId: string
  ruleVersion: number
  potId: string
  inForceFrom: Date
  terms: RuleTerms
  /** The end of its last London day; undefined while neither the rule nor its pot has one. */
  closesAt: Date | undefined
}

type Row = PledgeToAskFor & {
  roundId: string
  targetPence: Pence
  gapToTargetPence: Pence
  matchedPotIds: string[]
}

/**
 * The set a quadratic rule shares its pot over, as it stands at an instant: signed pledges that were
 * committed under this very version and fit it, in rounds that are still open then.
 */
export async function findSetToShare(rule: QuadraticRule, at: Date): Promise<SetToShare> {
  const [{ rows }, left] = await Promise.all([
    pool.query<Row>(pledgesInSet, [rule.inForceFrom, at]),
    pool.query<{ pence: Pence }>(leftInPot, [rule.potId]),
  ])
  const known = new Map(rows.map((row) => [row.pledgeId, row]))
  const challenges = new Map<string, ChallengeInSet>()
  const sharers: Sharer[] = []
  for (const asking of await readMatchFacts(rows)) {
    const row = known.get(asking.pledgeId)
    if (!row) continue
    const { targetPence, gapToTargetPence, matchedPotIds, roundId } = row
    const standing = { councilCount: 1, councilPlace: 1, targetPence, matchedPotIds }
    const own = answersFor(asking, { ...standing, bonusPotIds: [] }).find(
      ({ ruleId }) => ruleId === rule.ruleId,
    )
    if (!own || own.answer.wants || own.answer.because !== 'at-the-end') continue
    const { pledgeId, challengeId, councilId, amountPence } = asking
    challenges.set(challengeId, { targetPence, gapToTargetPence })
    const area = own.answer.area
    sharers.push({ pledgeId, roundId, challengeId, councilId, amountPence, area, at: asking.at })
  }
  return { terms: rule.terms, potPence: left.rows[0]?.pence ?? 0n, sharers, challenges }
}

const pledgesInSet = `
  select pledges.id as "pledgeId", pledges.round_id as "roundId", council_id as "councilId",
    pledges.challenge_id as "challengeId", amount_pence as "amountPence", funding_type as "fundingType", committed_at as at,
    target_pence as "targetPence", target_pence - pledged_pence - matched_pence as "gapToTargetPence",
    array(select pot_id::text from matches where pledge_id = pledges.id and matches.state <> 'released')
      as "matchedPotIds"
  from rounds join round_totals on round_totals.round_id = rounds.id
  join pledges on pledges.round_id = rounds.id
  where closed_at is null and closes_at > $2 and state = 'committed'
    and committed_at >= $1 and committed_at < $2
  order by committed_at, committed_sequence, pledges.id`

const leftInPot = `
  select allocated_pence - reserved_pence - committed_pence - paid_pence as pence
  from pot_balances where pot_id = $1 and purse = 'unrestricted'`
