import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import {
  listBonusPots,
  listCouncilEdges,
  readMatchFacts,
  type PledgeToAskFor,
} from '../pots/match-facts.server.ts'
import { planMatch, type EarlierAsking, type Plan } from '../pots/plan-match.ts'

export type Totals = {
  version: number
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
  targetPence: Pence
}

export type Commitment = Plan & { totals: Totals; councilName: string }

/** Reads what the match rules need, without a lock, and works out what to ask the pots for. */
export async function planCommitment(roundId: string, pledge: PledgeToAskFor): Promise<Commitment> {
  const [totals, edges, [asking]] = await Promise.all([
    readTotals(roundId),
    listCouncilEdges(),
    readMatchFacts([pledge]),
  ])
  invariant(asking, 'a pledge has its council and its challenge')
  const councilCount = totals.councilCount + 1
  const hasBonus = asking.rules.some(({ terms }) => terms.bonus)
  // After the totals: what is read here is checked against their version.
  const [earlier, bonusPotIds] = await Promise.all([
    edges.floors.includes(councilCount) ? readEarlier(roundId) : [],
    hasBonus ? listBonusPots(pledge.challengeId) : [],
  ])
  const { targetPence } = totals
  const plan = planMatch(asking, { councilCount, targetPence, edges, earlier, bonusPotIds })
  return { ...plan, totals, councilName: asking.council.name }
}

async function readTotals(roundId: string): Promise<Totals> {
  const { rows } = await pool.query<Totals>(
    `select version, council_count as "councilCount", pledged_pence as "pledgedPence",
       matched_pence as "matchedPence", target_pence as "targetPence"
     from round_totals join rounds on rounds.id = round_id where round_id = $1`,
    [roundId],
  )
  invariant(rows[0], 'a round has its totals')
  return rows[0]
}

/** The committed pledges of the round, first come first, each with the pots that add to it already. */
async function readEarlier(roundId: string): Promise<EarlierAsking[]> {
  const { rows } = await pool.query<PledgeToAskFor & { matchedPotIds: string[] }>(
    `select id as "pledgeId", council_id as "councilId", challenge_id as "challengeId",
       amount_pence as "amountPence", committed_at as at,
       array(select pot_id::text from matches where pledge_id = pledges.id and state <> 'released')
         as "matchedPotIds"
     from pledges where round_id = $1 and state = 'committed' order by committed_sequence`,
    [roundId],
  )
  const asking = await readMatchFacts(rows)
  return asking.map((one, place) => ({ ...one, matchedPotIds: rows[place]?.matchedPotIds ?? [] }))
}
