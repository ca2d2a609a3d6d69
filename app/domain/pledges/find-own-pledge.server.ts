import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPowers, limitFor, type Powers } from '../organisations/powers.server.ts'
import type { ChallengeRow } from '../pots/rule-book.ts'
import { Conditions } from './conditions.ts'
import { readOwnPledgeRow } from './own-pledge-rows.server.ts'
import type { OwnPledgeRow, RoundTotals, Seen } from './own-pledge.ts'
import {
  canSeePledge,
  needsApproval,
  totalOf,
  type FundingType,
  type PledgeState,
} from './pledge.ts'
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
  round: OwnPledgeRow['round'] & RoundTotals
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
  seen: Seen
}

/** Whether the actor may commit it without anybody else. */
export const mayCommitAlone = (pledge: OwnPledge) =>
  pledge.roles.includes('officer') &&
  !needsApproval({ ...pledge, amountPence: totalOf(pledge) }, pledge)

type Asker = Pick<Actor, 'personId' | 'organisationId'>

/** To another council it is as if it were not there. */
export async function getOwnPledge(actor: Asker, pledgeId: string): Promise<OwnPledge> {
  const row = await readOwnPledgeRow(pledgeId)
  if (!row || !canSeePledge(actor, row)) throw new Refusal('not-found', 'This pledge is not there.')
  return around(row, actor, isPlain(row) ? nothingBeside : await readBeside(pledgeId))
}

/** A draft is not signed, and has no top-ups; what tops another up is not plain. */
const isPlain = ({ state, topsUpId }: OwnPledgeRow) => state === 'draft' && topsUpId === null

async function around(row: OwnPledgeRow, actor: Asker, beside: Beside): Promise<OwnPledge> {
  const { personId, organisationId: councilId } = actor
  const on = londonDay(clock.now())
  const powers = await getPowers({ personId, councilId, on }, row.ruleBook)
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
    round: { ...row.round, ...row.totals },
    challenge: row.challenge,
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
    seen: row.seen,
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
