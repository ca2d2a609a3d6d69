import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { readMatchFacts, type PledgeToAskFor } from '../pots/match-facts.server.ts'
import type { RoundToTry, Trial } from '../pots/simulate.ts'

const MOST_PLEDGES = 100_000

/** Open rounds and those closed since an instant, with their pledges, for trying another rule on them. */
export async function readTrial(since: Date): Promise<Trial> {
  const [rounds, pledges, pots] = await Promise.all([
    pool.query<RoundToTry>(roundsSince, [since]),
    pool.query<PledgeToAskFor & { roundId: string }>(pledgesSince, [since, MOST_PLEDGES]),
    pool.query<{ potId: string; pence: Pence }>(
      `select pot_id as "potId", allocated_pence as pence from pot_balances`,
    ),
  ])
  const asking = await readMatchFacts(pledges.rows)
  const roundOf = new Map(pledges.rows.map(({ pledgeId, roundId }) => [pledgeId, roundId]))
  return {
    pledges: asking.map((one) => ({ ...one, roundId: roundOf.get(one.pledgeId) ?? '' })),
    rounds: rounds.rows.map((round) => ({ ...round, closedAt: round.closedAt ?? undefined })),
    allocatedPence: new Map(pots.rows.map(({ potId, pence }) => [potId, pence])),
  }
}

const roundsSince = `
  select rounds.id as "roundId", challenges.slug as "challengeSlug",
    coalesce(short_title, title) as "challengeTitle", target_pence as "targetPence",
    minimum_councils as "minimumCouncils", closed_at as "closedAt"
  from rounds join challenges on challenges.id = challenge_id
  where closed_at is null or closed_at >= $1
  order by rounds.id limit 20000`

const pledgesSince = `
  select pledges.id as "pledgeId", round_id as "roundId", council_id as "councilId",
    pledges.challenge_id as "challengeId", amount_pence as "amountPence", committed_at as at
  from pledges join rounds on rounds.id = round_id
  where (closed_at is null or closed_at >= $1) and committed_at is not null
    and state in ('committed', 'called', 'lapsed')
  order by committed_at, pledges.id limit $2`
