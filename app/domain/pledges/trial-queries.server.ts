import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { readMatchFacts, type PledgeToAskFor } from '../pots/match-facts.server.ts'
import { capKey } from '../pots/match-room.ts'
import { purseKey, type Purse } from '../pots/purse.ts'
import type { Trial } from '../pots/simulate.ts'
import type { RoundToTry, TrialConditions } from '../pots/trial-round.ts'
import { putOnTop } from './on-top.ts'
import type { Conditions } from './conditions.ts'
import { solveRound, type SolvingTerms, type Standing } from './solve-round.ts'
import { lowerStack } from './stack.ts'

const MOST_PLEDGES = 100_000

type PledgeRow = PledgeToAskFor & {
  roundId: string
  topsUpId: string | null
  conditions: Conditions
  isConditionMet: boolean | null
}
type RoundRow = RoundToTry & SolvingTerms
type Funding = { potId: string; purse: Purse; at: Date; pence: Pence }
type Use = { potId: string; purse: Purse; councilId: string; pence: Pence }

/** Open rounds and those closed since an instant, with their pledges, for trying another rule on them. */
export async function readTrial(since: Date): Promise<Trial> {
  const [rounds, pledges, fundings, uses] = await Promise.all([
    pool.query<RoundRow>(roundsSince, [since]),
    pool.query<PledgeRow>(pledgesSince, [since, MOST_PLEDGES]),
    pool.query<Funding>(fundingsOfPots),
    pool.query<Use>(usedBefore, [since]),
  ])
  const asking = await readMatchFacts(putOnTop(pledges.rows))
  const rows = new Map(pledges.rows.map((row) => [row.pledgeId, row]))
  const tried = asking.map((one) => ({ ...one, roundId: rows.get(one.pledgeId)?.roundId ?? '' }))
  return {
    pledges: tried,
    rounds: rounds.rows.map(({ isDataKeptInUk: _, smallestPledgePence: __, ...round }) => {
      return { ...round, closedAt: round.closedAt ?? undefined }
    }),
    fundings: fundings.rows,
    ...usesBefore(uses.rows),
    conditions: conditionsIn(
      rounds.rows,
      tried.map((one) => ({ ...rows.get(one.pledgeId), ...one })),
    ),
  }
}

/** What rounds that closed before took for good: out of each pot, and under the limits of councils. */
function usesBefore(uses: Use[]): Pick<Trial, 'leftInPotPence' | 'usedPence'> {
  const leftInPotPence = new Map<string, Pence>()
  const usedPence = new Map<string, Pence>()
  const add = (sums: Map<string, Pence>, key: string, pence: Pence) =>
    sums.set(key, (sums.get(key) ?? 0n) + pence)
  for (const { potId, purse, councilId: ref, pence } of uses) {
    add(leftInPotPence, purseKey(potId, purse), -pence)
    add(usedPence, capKey(potId, { scope: 'council', ref }), pence)
  }
  return { leftInPotPence, usedPence }
}

type Conditioned = Partial<PledgeRow> &
  Pick<Standing, 'pledgeId' | 'councilId' | 'amountPence'> & { council: { region: string } }
type Part = Standing & { topsUpId: string | null }

/** Solves the conditions of pledges as the closing of their round does. */
function conditionsIn(rounds: RoundRow[], pledges: Conditioned[]): TrialConditions {
  const terms = new Map(rounds.map((round) => [round.roundId, round]))
  const parts = new Map<string, Part>()
  const roundIds = new Set<string>()
  for (const { roundId = '', council, conditions = {}, isConditionMet = null, ...one } of pledges) {
    const { pledgeId, councilId, amountPence, topsUpId = null } = one
    const { region } = council
    const about = { pledgeId, councilId, amountPence, topsUpId, region, conditions }
    parts.set(pledgeId, { ...about, isConditionMet })
    if (Object.keys(conditions).length > 0) roundIds.add(roundId)
  }
  const solve = (roundId: string, pledgeIds: string[]) => {
    const round = terms.get(roundId)
    if (!round) return new Map<string, Pence>()
    const asked = pledgeIds.flatMap((pledgeId) => parts.get(pledgeId) ?? [])
    const stacks = new Map<string, Part[]>()
    for (const part of asked) {
      const wholeId = part.topsUpId ?? part.pledgeId
      stacks.set(wholeId, [...(stacks.get(wholeId) ?? []), part])
    }
    const changed = solveRound(wholesOf(asked), round).flatMap(({ pledge, amountPence }) =>
      lowerStack(stacks.get(pledge.pledgeId) ?? [], amountPence),
    )
    return new Map(changed.map(({ pledgeId, toPence }) => [pledgeId, toPence]))
  }
  return { roundIds, solve }
}

/** One pledge for each council, its top-ups counted in. */
function wholesOf(parts: Part[]) {
  const totals = new Map<string, Pence>()
  for (const { pledgeId, topsUpId, amountPence } of parts)
    totals.set(topsUpId ?? pledgeId, (totals.get(topsUpId ?? pledgeId) ?? 0n) + amountPence)
  return parts
    .filter(({ topsUpId }) => topsUpId === null)
    .map((part) => ({ ...part, amountPence: totals.get(part.pledgeId) ?? part.amountPence }))
}

const roundsSince = `
  select rounds.id as "roundId", challenges.slug as "challengeSlug",
    coalesce(short_title, title) as "challengeTitle", target_pence as "targetPence",
    minimum_councils as "minimumCouncils", closed_at as "closedAt", is_data_kept_in_uk as "isDataKeptInUk",
    smallest_pledge_pence as "smallestPledgePence"
  from rounds join challenges on challenges.id = challenge_id
  where closed_at is null or closed_at >= $1
  order by rounds.id limit 20000`

const pledgesSince = `
  select pledges.id as "pledgeId", tops_up_id as "topsUpId", round_id as "roundId", council_id as "councilId",
    pledges.challenge_id as "challengeId", amount_pence as "amountPence",
    funding_type as "fundingType", committed_at as at,
    conditions, is_condition_met as "isConditionMet"
  from pledges join rounds on rounds.id = round_id
  where (closed_at is null or closed_at >= $1) and committed_at is not null
    and state in ('committed', 'called', 'lapsed')
  order by committed_at, pledges.committed_sequence, pledges.id limit $2`

// What goes back to a funder counts against, whichever journal moved it, and what a project did not need comes back.
const fundingsOfPots = `
  select pot.pot_id as "potId", coalesce(pot.purse, 'unrestricted') as purse, at,
    case when credit_account_id = pot.id then amount_pence else -amount_pence end as pence
  from accounts pot
  join transfers on pot.id in (credit_account_id, debit_account_id)
  join accounts other on other.kind in ('funder', 'match-committed') and other.id in (credit_account_id, debit_account_id)
  join journals on journals.id = journal_id
  where pot.kind = 'pot-available'
  order by at, journal_id limit 20000`

const usedBefore = `
  select matches.pot_id as "potId", matches.purse, matches.council_id as "councilId", sum(matches.amount_pence)::bigint as pence
  from matches join pledges on pledges.id = pledge_id join rounds on rounds.id = round_id
  where matches.state = 'committed' and closed_at < $1
  group by 1, 2, 3 limit 100000`
