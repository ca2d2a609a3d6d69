import { clock } from '#app/core/clock.ts'
import { coalesce } from '#app/core/coalesce.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPowers, limitFor, type Powers } from '../organisations/powers.server.ts'
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
    stretchPence: Pence | null
    pledgedPence: Pence
    matchedPence: Pence
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
  const row = await read(pledgeId)
  if (!row || !canSeePledge(actor, row)) throw new Refusal('not-found', 'This pledge is not there.')
  const { personId, organisationId: councilId } = actor
  const on = londonDay(clock.now())
  const powers = await getPowers({ personId, councilId, on }, row.ruleBook)
  const isPlain = row.state === 'draft' && row.topsUpId === null
  const beside = isPlain ? nothingBeside : await readBeside(pledgeId)
  return {
    id: row.id,
    roundId: row.roundId,
    councilId: row.councilId,
    challengeId: row.challengeId,
    amountPence: row.amountPence,
    topsUpId: row.topsUpId,
    standingPence: beside.standingPence,
    conditions: Conditions.parse(row.conditions),
    state: beside.state ?? row.state,
    madeById: row.madeById,
    round: {
      targetPence: row.targetPence,
      smallestPledgePence: row.smallestPledgePence,
      closesAt: row.closesAt,
      closedAt: row.closedAt,
      version: row.version,
      councilCount: row.councilCount,
      stretchPence: row.stretchPence,
      pledgedPence: row.pledgedPence,
      matchedPence: row.matchedPence,
    },
    challenge: { theme: row.theme, serviceFunctionId: row.serviceFunctionId },
    fundingType: row.fundingType,
    agreementAcceptedAt: row.agreementAcceptedAt,
    hasSignature: beside.hasSignature,
    signedUnderId: row.signedUnderId,
    membershipId: powers.membershipId ?? null,
    roles: powers.roles,
    ...(await readLimit(powers, { ...beside, fundingType: row.fundingType }, on)),
    hasLock: powers.hasLock,
    keyDecisionAbovePence: powers.keyDecisionAbovePence,
    ruleBook: row.ruleBook,
  }
}

/** Up to what total a person may sign, and no more than what is left of their year. */
async function readLimit(powers: Powers, { fundingType, standingPence }: ToLimit, on: Day) {
  const { limitPence = 0n, yearLimitPence, spend } = limitFor(powers, fundingType) ?? {}
  if (yearLimitPence === undefined) return { limitPence, hasYearLimit: false }
  const { rows } = await pool.query<{ usedPence: Pence }>(
    `select used_pence as "usedPence" from signing_years
     where membership_id = $1 and spend = $2 and year = financial_year($3)`,
    [powers.membershipId, spend ?? 'any', on],
  )
  const leftPence = yearLimitPence - (rows[0]?.usedPence ?? 0n)
  return { limitPence: withinYear(limitPence, { leftPence, standingPence }), hasYearLimit: true }
}

type ToLimit = Pick<OwnPledge, 'fundingType' | 'standingPence'>
/** With the state as of the same instant: a signature written since the row was read commits the pledge, too. */
type Beside = Pick<OwnPledge, 'standingPence' | 'hasSignature'> & { state?: PledgeState }

/** A draft is not signed, and has no top-ups; what tops another up is not plain. */
const nothingBeside: Beside = { standingPence: 0n, hasSignature: false }

async function readBeside(pledgeId: string): Promise<Beside> {
  const { rows } = await pool.query<Beside>({
    name: 'beside-pledge',
    text: beside,
    values: [pledgeId],
  })
  return rows[0] ?? nothingBeside
}

const beside = `
  select state, exists (select from pledge_approvals where id = pledge.id) as "hasSignature",
    (select coalesce(sum(amount_pence), 0)::bigint from pledges other
      where coalesce(pledge.tops_up_id, pledge.id) in (other.id, other.tops_up_id) and other.id <> pledge.id
        and other.state = 'committed') as "standingPence"
  from pledges pledge where pledge.id = $1`

type Row = Pick<
  OwnPledge,
  | 'id'
  | 'roundId'
  | 'councilId'
  | 'challengeId'
  | 'amountPence'
  | 'topsUpId'
  | 'state'
  | 'madeById'
  | 'fundingType'
  | 'agreementAcceptedAt'
  | 'signedUnderId'
  | 'ruleBook'
> &
  OwnPledge['round'] &
  ChallengeRow & { conditions: unknown }

const read = processWide('own-pledges', () =>
  coalesce(readRows, { most: 256, patienceMs: 10, atOnce: 2, isNobodysFault: () => true }),
)

async function readRows(ids: string[]): Promise<(Row | undefined)[]> {
  const { rows } = await pool.query<Packed>({
    name: 'own-pledges',
    text: ownPledges,
    values: [ids],
  })
  const byId = new Map(rows.map(unpack).map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id))
}

type Packed = { facts: string; conditions: unknown }

/**
 * The facts come as one text, and those around the pledge each by a key of its own: the same as columns of joins
 * costs twice as much to start, which is most of reading five rows (decision 014).
 */
const ownPledges = `
  select conditions, concat(
    id, '|', round_id, '|', council_id, '|', challenge_id, '|', made_by_id, '|', tops_up_id, '|', signed_under_id, '|',
    state, '|', funding_type, '|', amount_pence, '|', (extract(epoch from agreement_accepted_at) * 1000)::bigint, '|',
    (select concat(target_pence, '|', smallest_pledge_pence, '|', stretch_pence, '|',
      (extract(epoch from closes_at) * 1000)::bigint, '|', (extract(epoch from closed_at) * 1000)::bigint)
      from rounds where rounds.id = round_id), '|',
    (select concat(version, '|', council_count, '|', pledged_pence, '|', matched_pence)
      from round_totals where round_totals.round_id = pledges.round_id), '|',
    (select version from rule_books), '|',
    (select concat(service_function_id, '|', theme) from challenges where challenges.id = challenge_id)) as facts
  from pledges where id = any ($1)`

/** No fact holds the mark between them but, perhaps, the last one. */
function unpack({ facts, conditions }: Packed): Row {
  const all = facts.split('|')
  const text = (place: number) => all[place] ?? ''
  const idOrNone = (place: number) => text(place) || null
  const pence = (place: number) => BigInt(text(place))
  const at = (place: number) => new Date(Number(text(place)))
  const atOrNone = (place: number) => (text(place) ? at(place) : null)
  return {
    id: text(0),
    roundId: text(1),
    councilId: text(2),
    challengeId: text(3),
    madeById: text(4),
    topsUpId: idOrNone(5),
    signedUnderId: idOrNone(6),
    state: text(7) as PledgeState,
    fundingType: text(8) as FundingType,
    amountPence: pence(9),
    agreementAcceptedAt: atOrNone(10),
    targetPence: pence(11),
    smallestPledgePence: pence(12),
    stretchPence: text(13) ? pence(13) : null,
    closesAt: at(14),
    closedAt: atOrNone(15),
    version: Number(text(16)),
    councilCount: Number(text(17)),
    pledgedPence: pence(18),
    matchedPence: pence(19),
    ruleBook: text(20),
    serviceFunctionId: text(21) ? Number(text(21)) : null,
    theme: all.slice(22).join('|') || null,
    conditions,
  }
}
