import { z } from 'zod'
import { formatPounds, PenceInput, WholePence, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { DayInput, formatDay, londonDay, type Day } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { isCouncilOfficer } from '../challenges/challenge.ts'
import { mayBegin } from '../organisations/former-organisation.ts'
import { spendKindLabel, spendKinds, type SpendKind } from '../organisations/spend.ts'
import { Conditions } from './conditions.ts'

/** Stored, because every list and total filters on it; changed only by conditional updates. */
export const pledgeStates = [
  'draft',
  'awaiting-approval',
  'committed',
  'called',
  'declined',
  'withdrawn',
  'lapsed',
] as const
export type PledgeState = (typeof pledgeStates)[number]

export const pledgeStateLabel: Record<PledgeState, string> = {
  draft: 'Draft',
  'awaiting-approval': 'Waiting for sign-off',
  committed: 'Signed',
  called: 'Called',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
}

const next: Record<PledgeState, PledgeState[]> = {
  draft: ['awaiting-approval', 'committed', 'withdrawn', 'lapsed'],
  'awaiting-approval': ['committed', 'declined', 'withdrawn', 'lapsed'],
  committed: ['called', 'withdrawn', 'lapsed'],
  called: [],
  declined: [],
  withdrawn: [],
  lapsed: [],
}
export const canFollow = (from: PledgeState, to: PledgeState) => next[from].includes(to)

export const fundingTypes = spendKinds
export type FundingType = SpendKind
export const fundingTypeLabel = spendKindLabel

/** Version of the model pledge agreement that a council accepts when it sends a pledge. */
export const AGREEMENT_VERSION = 3

/** What a draft holds. `id` is made when the first page is shown, and is the operation key. */
export const PledgeDraftInput = z.object({
  id: z.uuid(),
  amount: PenceInput,
  budgetCode: z.string().trim().max(40, 'Enter 40 characters or fewer').optional(),
  fundingType: z.enum(fundingTypes, { error: 'Choose where the money comes from' }).optional(),
  conditions: Conditions.optional(),
  isNameShown: z.boolean().optional(),
})
export type PledgeDraftInput = z.output<typeof PledgeDraftInput>

/** The last page: who signs, by when, and the agreement. */
export const PledgeInput = z.object({
  agreement: z.literal('accepted', {
    error: 'Confirm that your council accepts the pledge agreement',
  }),
  signById: orNone(z.uuid()),
  signByOn: orNone(DayInput),
  /** The sum that the page showed. */
  seenPence: WholePence.optional(),
})
export type PledgeInput = z.output<typeof PledgeInput>

const Reason = z.string().trim().max(500, 'Enter 500 characters or fewer')
export const DeclineInput = z.object({ reason: Reason.min(1, 'Say why you do not sign it') })
export type DeclineInput = z.output<typeof DeclineInput>

export const SignatureInput = z.object({
  operationKey: z.uuid(),
  /** The sum that the page showed. */
  seenPence: WholePence.optional(),
})
export type SignatureInput = z.output<typeof SignatureInput>

/** What a finance approver sends from the page of a pledge that waits for them. */
export const DecisionInput = z.discriminatedUnion('decision', [
  SignatureInput.extend({ decision: z.literal('sign') }),
  DeclineInput.extend({ decision: z.literal('decline') }),
])

export const WithdrawalInput = z.object({ reason: Reason.default('') })
export type WithdrawalInput = z.output<typeof WithdrawalInput>

/** Who may start, change and send a council's pledge. */
export const canDraftPledge = (actor: Actor) => isCouncilOfficer(actor) && mayBegin(actor)

type Owned = { councilId: string }
export const canSeePledge = (actor: Pick<Actor, 'organisationId'>, pledge: Owned) =>
  actor.organisationId === pledge.councilId
export const canChangePledge = (actor: Actor, pledge: Owned) =>
  isCouncilOfficer(actor) && canSeePledge(actor, pledge)

/** A council may take its pledge back until pledging closes: an officer or whoever signs. */
export const canWithdrawPledge = (actor: Actor, pledge: Owned) =>
  canSeePledge(actor, pledge) && hasRole(actor, 'officer', 'finance-approver')

/** A council may lower its signed pledge until pledging closes: an officer or whoever signs. */
export const canLowerPledge = canWithdrawPledge

/** Nobody signs their own pledge. Local Government Act 1972, s.151. */
export const canApprovePledge = (actor: Actor, pledge: Owned & { madeById: string }) =>
  canSeePledge(actor, pledge) &&
  hasRole(actor, 'finance-approver') &&
  !isSelf(actor, pledge.madeById)

type Gated = { amountPence: Pence; conditions: Conditions }

/** What an officer's council lets them do alone. */
type Alone = {
  /** Their own limit, and no more than what is left of it for the year. */
  limitPence: Pence
  hasLock: boolean
  keyDecisionAbovePence: Pence | undefined
}

/**
 * An officer signs within their own limit, unless the council's decision is still to be made, the sum is a key
 * decision, or a spending lock is on: then a finance approver signs.
 */
export const needsApproval = ({ amountPence, conditions }: Gated, alone: Alone) =>
  amountPence > alone.limitPence ||
  conditions.decisionByOn !== undefined ||
  alone.hasLock ||
  (alone.keyDecisionAbovePence !== undefined && amountPence > alone.keyDecisionAbovePence)

/** Why a sum cannot be pledged in this round, or nothing. */
export function wrongAmount(amountPence: Pence, smallestPledgePence: Pence) {
  if (amountPence < smallestPledgePence)
    return `Enter a pledge of ${formatPounds(smallestPledgePence)} or more`
  if (amountPence % 100n !== 0n) return 'Enter whole pounds, without pence'
  return undefined
}

/** Why nobody can decide on a pledge or sign it on this day, or nothing. */
export function wrongDay(day: Day, round: { closesAt: Date }, now: Date) {
  if (day < londonDay(now)) return 'Enter today or a later day'
  if (day > londonDay(round.closesAt))
    return `Pledging closes on ${formatDay(round.closesAt)}. Enter that day or an earlier one`
  return undefined
}

/** What a council has promised with this pledge and what is signed beside it: who signs, signs for all of it. */
export const totalOf = (pledge: { amountPence: Pence; standingPence: Pence }): Pence =>
  pledge.amountPence + pledge.standingPence

/** "PL-2047". */
export const pledgeReference = (number: number) => `PL-${number}`

/** 2047 for "PL-2047"; anything else is no reference of ours. */
export function pledgeNumberOf(reference: string) {
  const [, digits] = /^PL-([1-9]\d{0,8})$/i.exec(reference) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** What the pots add to a pledge now; what was released no longer counts. */
export const matchOf = ({ matches }: { matches: { amountPence: Pence; state: string }[] }): Pence =>
  matches.reduce((sum, match) => sum + (match.state === 'released' ? 0n : match.amountPence), 0n)
