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
import { canSeePledge, type FundingType, type PledgeState } from './pledge.ts'
import type { RoundTerms } from './round.ts'
import { withinYear } from './signers.ts'

/** What the verbs need of a pledge, and of the actor and the round around it, as of one instant. */
export type OwnPledge = {
  id: string
  roundId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  /** The pledge it tops up. */
  topsUpId: string | null
  /** What else of it is signed: of a top-up the pledge and its other top-ups, of a pledge its top-ups. */
  standingPence: Pence
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
  fundingType: FundingType
  agreementAcceptedAt: Date | null
  hasSignature: boolean
  /** Under whose limit for the year it is, or was about to be, signed. */
  signedUnderId: string | null
  /** The actor's membership of the council and what it lets them do, read now: a session may be older. */
  membershipId: string | null
  roles: string[]
  /** Up to what total the actor may sign for the council today, and no more than what is left of the year. */
  limitPence: Pence
  hasYearLimit: boolean
  /** A spending lock is on the council. */
  hasLock: boolean
  keyDecisionAbovePence: Pence | undefined
  /** The version of the rule book. */
  ruleBook: string
}

type Asker = Pick<Actor, 'personId' | 'organisationId'>

/** To another council it is as if it were not there. */
export async function getOwnPledge(actor: Asker, pledgeId: string): Promise<OwnPledge> {
  const { personId, organisationId } = actor
  const row = await read({ pledgeId, personId, organisationId, on: londonDay(clock.now()) })
  if (!row || !canSeePledge(actor, row)) throw new Refusal('not-found', 'This pledge is not there.')
  return {
    id: row.id,
    roundId: row.roundId,
    councilId: row.councilId,
    challengeId: row.challengeId,
    amountPence: row.amountPence,
    topsUpId: row.topsUpId,
    standingPence: row.standingPence,
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
    fundingType: row.fundingType,
    agreementAcceptedAt: row.agreementAcceptedAt,
    hasSignature: row.hasSignature,
    signedUnderId: row.signedUnderId,
    membershipId: row.membershipId,
    roles: row.roles ?? [],
    limitPence: limitOf(row),
    hasYearLimit: row.hasYearLimit ?? false,
    hasLock: row.hasLock,
    keyDecisionAbovePence: row.keyDecisionAbovePence ?? undefined,
    ruleBook: row.ruleBook,
  }
}

function limitOf({ limitPence, yearLeftPence: leftPence, standingPence }: Row): Pence {
  if (limitPence === null) return 0n
  return leftPence === null ? limitPence : withinYear(limitPence, { leftPence, standingPence })
}

type Asked = { pledgeId: string; personId: string; organisationId: string; on: Day }
type Perhaps = Pick<OwnPledge, 'roles' | 'limitPence' | 'hasYearLimit' | 'keyDecisionAbovePence'>
type Row = Omit<OwnPledge, 'round' | 'challenge' | 'conditions' | keyof Perhaps> & {
  [Key in keyof Perhaps]: Perhaps[Key] | null
} & OwnPledge['round'] &
  ChallengeRow & { conditions: unknown; place: bigint; yearLeftPence: Pence | null }

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
    pledge.tops_up_id as "topsUpId",
    -- A pledge that is not signed has no top-ups.
    case when pledge.tops_up_id is null and pledge.state in ('draft', 'awaiting-approval') then 0::bigint else (
      select coalesce(sum(amount_pence), 0)::bigint from pledges other
      where coalesce(pledge.tops_up_id, pledge.id) in (other.id, other.tops_up_id) and other.id <> pledge.id
        and other.state = 'committed') end as "standingPence",
    pledge.made_by_id as "madeById", round.target_pence as "targetPence",
    round.smallest_pledge_pence as "smallestPledgePence", round.closes_at as "closesAt",
    round.closed_at as "closedAt", totals.version, totals.council_count as "councilCount",
    challenge.theme, challenge.service_function_id as "serviceFunctionId", rule_books.version as "ruleBook",
    pledge.funding_type as "fundingType", pledge.agreement_accepted_at as "agreementAcceptedAt",
    pledge.signed_under_id as "signedUnderId", exists (select from pledge_approvals where id = pledge.id) as "hasSignature",
    own.id as "membershipId", own.roles, delegated.year_limit_pence is not null as "hasYearLimit",
    delegated.limit_pence as "limitPence", delegated.year_limit_pence - coalesce(used.used_pence, 0) as "yearLeftPence",
    exists (select from spending_locks where council_id = pledge.council_id
      and from_on <= asked.on_day and (to_on is null or to_on > asked.on_day)) as "hasLock",
    (select above_pence from (
        select 1 as place, above_pence, from_on, to_on from key_decision_thresholds where council_id = pledge.council_id
        union all select 2, value, from_on, to_on from policy_numbers where key = 'key-decision-above-pence') threshold
      where from_on <= asked.on_day and (to_on is null or to_on > asked.on_day) order by place limit 1) as "keyDecisionAbovePence"
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[])
    with ordinality as asked (pledge_id, person_id, organisation_id, on_day, place)
  join pledges pledge on pledge.id = asked.pledge_id
  join rounds round on round.id = pledge.round_id
  join round_totals totals on totals.round_id = pledge.round_id
  join challenges challenge on challenge.id = pledge.challenge_id
  cross join rule_books
  left join lateral (select id, array(select role from membership_roles where membership_id = membership.id) as roles
    from memberships membership
    where person_id = asked.person_id and organisation_id = asked.organisation_id and ended_at is null) own on true
  left join lateral (select limit_pence, year_limit_pence, coalesce(spend, 'any') as spend from delegated_limits
    where membership_id = own.id and coalesce(spend, pledge.funding_type) = pledge.funding_type
      and from_on <= asked.on_day and (to_on is null or to_on > asked.on_day)
    order by delegated_limits.spend nulls last limit 1) delegated on true
  left join signing_years used on delegated.year_limit_pence is not null and used.membership_id = own.id
    and used.spend = delegated.spend and used.year = financial_year(asked.on_day)`
