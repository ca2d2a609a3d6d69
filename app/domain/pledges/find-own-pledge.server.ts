import { clock } from '#app/core/clock.ts'
import { coalesce } from '#app/core/coalesce.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import type { ChallengeRow } from '../pots/rule-book.ts'
import { Conditions } from './conditions.ts'
import { canSeePledge, type PledgeState } from './pledge.ts'
import type { RoundTerms } from './round.ts'

/** What the verbs need of a pledge, and of the actor and the round around it, as of one instant. */
export type OwnPledge = {
  id: string
  roundId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  conditions: Conditions
  state: PledgeState
  madeById: string
  round: Pick<RoundTerms, 'targetPence'> & {
    smallestPledgePence: Pence
    closesAt: Date
    closedAt: Date | null
    version: number
    councilCount: number
  }
  challenge: ChallengeRow
  /** Up to what sum the actor may sign for the council today. */
  limitPence: Pence
  /** The version of the rule book. */
  ruleBook: string
}

/** To another council it is as if it were not there. */
export async function getOwnPledge(actor: Actor, pledgeId: string): Promise<OwnPledge> {
  const { personId, organisationId } = actor
  const row = await read({ pledgeId, personId, organisationId, on: londonDay(clock.now()) })
  if (!row || !canSeePledge(actor, row)) throw new Refusal('not-found', 'This pledge is not there.')
  return {
    id: row.id,
    roundId: row.roundId,
    councilId: row.councilId,
    challengeId: row.challengeId,
    amountPence: row.amountPence,
    conditions: Conditions.parse(row.conditions),
    state: row.state,
    madeById: row.madeById,
    round: {
      targetPence: row.targetPence,
      smallestPledgePence: row.smallestPledgePence,
      closesAt: row.closesAt,
      closedAt: row.closedAt,
      version: row.version,
      councilCount: row.councilCount,
    },
    challenge: { theme: row.theme, serviceFunctionId: row.serviceFunctionId },
    limitPence: row.limitPence ?? 0n,
    ruleBook: row.ruleBook,
  }
}

type Asked = { pledgeId: string; personId: string; organisationId: string; on: Day }
type Row = Omit<OwnPledge, 'round' | 'challenge' | 'conditions' | 'limitPence'> &
  OwnPledge['round'] &
  ChallengeRow & { conditions: unknown; limitPence: Pence | null; place: bigint }

const read = processWide('own-pledges', () =>
  coalesce(readRows, { most: 256, patienceMs: 10, atOnce: 2, isNobodysFault: () => true }),
)

async function readRows(asked: Asked[]): Promise<(Row | undefined)[]> {
  const { rows } = await pool.query<Row>({
    name: 'own-pledges',
    text: ownPledges,
    values: [
      asked.map(({ pledgeId }) => pledgeId),
      asked.map(({ personId }) => personId),
      asked.map(({ organisationId }) => organisationId),
      asked.map(({ on }) => on),
    ],
  })
  const byPlace = new Map(rows.map((row) => [Number(row.place), row]))
  return asked.map((_, place) => byPlace.get(place + 1))
}

const ownPledges = `
  select place, pledge.id, pledge.round_id as "roundId", pledge.council_id as "councilId",
    pledge.challenge_id as "challengeId", pledge.amount_pence as "amountPence", pledge.conditions, pledge.state,
    pledge.made_by_id as "madeById", round.target_pence as "targetPence",
    round.smallest_pledge_pence as "smallestPledgePence", round.closes_at as "closesAt",
    round.closed_at as "closedAt", totals.version, totals.council_count as "councilCount",
    challenge.theme, challenge.service_function_id as "serviceFunctionId", rule_books.version as "ruleBook",
    (select limit_pence from memberships membership
      join delegated_limits delegated on delegated.membership_id = membership.id
      where person_id = asked.person_id and organisation_id = asked.organisation_id and ended_at is null
        and from_on <= asked.on_day and (to_on is null or to_on > asked.on_day)
      order by from_on desc limit 1) as "limitPence"
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[])
    with ordinality as asked (pledge_id, person_id, organisation_id, on_day, place)
  join pledges pledge on pledge.id = asked.pledge_id
  join rounds round on round.id = pledge.round_id
  join round_totals totals on totals.round_id = pledge.round_id
  join challenges challenge on challenge.id = pledge.challenge_id
  cross join rule_books`
