import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { listBonusPots, readMatchFacts } from '../pots/match-facts.server.ts'
import { planMatch, type EarlierAsking, type OnTop, type Plan } from '../pots/plan-match.ts'
import { getRuleBook } from '../pots/rule-book.server.ts'
import {
  askingFrom,
  holdsUntil,
  type ChallengeRow,
  type PledgeToAskFor,
} from '../pots/rule-book.ts'
import { putOnTop } from './on-top.ts'

/** A pledge that asks, with what was read beside it. */
export type PledgeToPlan = PledgeToAskFor & {
  roundId: string
  /** Councils with a committed pledge in the round, without this one. */
  councilCount: number
  targetPence: Pence
  challenge: ChallengeRow
  /** The version of the rule book when this was read. */
  ruleBook: string
  /** The pledge it tops up. */
  topsUpId?: string | null
}

export type Commitment = Plan & {
  councilName: string
  /** The version of the rule book it was worked out from. */
  ruleBook: string
  /** From this instant that version may say something else. */
  until: Date
  onTop: OnTop | undefined
}

/**
 * Works out what to ask the pots for. Only a pledge that reaches a floor, or may have a bonus, reads more; that
 * is read after the round's version and checked against it, so no lock is needed.
 */
export async function planCommitment(pledge: PledgeToPlan): Promise<Commitment> {
  const book = await getRuleBook(pledge.ruleBook)
  const { pledgeId, councilId, challengeId, amountPence, fundingType, at } = pledge
  const { roundId, targetPence } = pledge
  const onTop = pledge.topsUpId ? await readOnTop(pledge) : undefined
  const asked = { pledgeId, councilId, challengeId, amountPence, fundingType, at, onTop }
  const asking = askingFrom(book, asked, pledge.challenge)
  invariant(asking, 'a pledge has its council')
  const { edges } = book
  const councilCount = pledge.councilCount + (onTop ? 0 : 1)
  const earlier = !onTop && edges.floors.includes(councilCount) ? await readEarlier(roundId) : []
  const hasBonus = asking.rules.some(({ terms }) => terms.bonus)
  const bonusPotIds = hasBonus ? await listBonusPots(challengeId) : []
  const plan = planMatch(asking, { councilCount, targetPence, edges, earlier, bonusPotIds })
  const until = holdsUntil(book, pledge)
  return { ...plan, councilName: asking.council.name, ruleBook: book.version, until, onTop }
}

/** What a top-up comes on top of now. A pledge that has ended leaves nothing to top up. */
async function readOnTop(pledge: PledgeToPlan): Promise<OnTop> {
  const { pledgeId, topsUpId = null, amountPence } = pledge
  const committed = await listCommitted(pledge.roundId)
  const own: Pick<CommittedRow, 'pledgeId' | 'topsUpId' | 'amountPence' | 'matchedPotIds'> = {
    ...{ pledgeId, topsUpId, amountPence },
    matchedPotIds: [],
  }
  const onTop = putOnTop<typeof own>([...committed, own]).at(-1)?.onTop
  if (!onTop) throw new Refusal('conflict', 'The pledge that this tops up has ended.')
  return onTop
}

type CommittedRow = PledgeToAskFor & { topsUpId: string | null; matchedPotIds: string[] }

/** The committed pledges of the round, first come first, each with the pots that add to it already. */
async function listCommitted(roundId: string) {
  const { rows } = await pool.query<CommittedRow>(
    `select id as "pledgeId", tops_up_id as "topsUpId", council_id as "councilId", challenge_id as "challengeId",
       amount_pence as "amountPence", funding_type as "fundingType", committed_at as at,
       array(select pot_id::text from matches where pledge_id = pledges.id and state <> 'released')
         as "matchedPotIds"
     from pledges where round_id = $1 and state = 'committed' order by committed_sequence`,
    [roundId],
  )
  return rows
}

async function readEarlier(roundId: string): Promise<EarlierAsking[]> {
  const rows = putOnTop(await listCommitted(roundId))
  const asking = await readMatchFacts(rows)
  return asking.map((one, place) => ({ ...one, matchedPotIds: rows[place]?.matchedPotIds ?? [] }))
}

export type RoundToPledgeTo = Pick<
  PledgeToPlan,
  'roundId' | 'challengeId' | 'councilCount' | 'targetPence' | 'challenge' | 'ruleBook'
> & { pledgedPence: Pence; matchedPence: Pence }

/** Where a round stands now, for a pledge that does not exist yet. */
export async function findRoundToPledgeTo(roundId: string): Promise<RoundToPledgeTo | undefined> {
  const { rows } = await pool.query<Omit<RoundToPledgeTo, 'challenge'> & ChallengeRow>(
    `select rounds.id as "roundId", challenge_id as "challengeId", target_pence as "targetPence",
       council_count as "councilCount", pledged_pence as "pledgedPence", matched_pence as "matchedPence",
       theme, service_function_id as "serviceFunctionId", rule_books.version as "ruleBook"
     from rounds join round_totals on round_id = rounds.id join challenges on challenges.id = challenge_id
     cross join rule_books where rounds.id = $1`,
    [roundId],
  )
  if (!rows[0]) return undefined
  const { theme, serviceFunctionId, ...round } = rows[0]
  return { ...round, challenge: { theme, serviceFunctionId } }
}
