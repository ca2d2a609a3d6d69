import { z } from 'zod'
import { belongsTo, hasRole, isSelf, type Actor } from '../organisations/actor.ts'

export type Position = 1 | 2

/** The first approval is a fund manager's; the second may also be a payment approver's. */
export const canApprove = (actor: Actor, position: Position) =>
  actor.organisationKind === 'funder' &&
  (position === 1
    ? hasRole(actor, 'fund-manager')
    : hasRole(actor, 'fund-manager', 'payment-approver'))

export const needsSecondApproval = (pricePence: bigint, thresholdPence: bigint) =>
  pricePence > thresholdPence

/** Who acted on a claim before, so that nobody is their own second pair of eyes. */
export type Hands = {
  claimedById: string
  acceptedById: string
  /** Who is paid. */
  supplierId: string
  approvals: { decidedById: string; decidedForId: string }[]
  /** Funders whose pots put money into the challenge; one of them approves first, when there is any. */
  potFunderIds: string[]
}

export const nextPosition = (hands: Hands): Position => (hands.approvals.length === 0 ? 1 : 2)

/** Why this person may not give the next approval, in words for them; undefined when they may. */
export function whyNotApprove(actor: Actor, hands: Hands): string | undefined {
  const position = nextPosition(hands)
  if (!canApprove(actor, position))
    return position === 1
      ? 'A fund manager gives the first approval.'
      : 'A fund manager or payment approver gives the second approval.'
  const [first] = hands.approvals
  if ([hands.claimedById, hands.acceptedById].some((id) => isSelf(actor, id)))
    return 'You acted on this claim before. Somebody else approves the payment.'
  if (belongsTo(actor, hands.supplierId))
    return 'You belong to the firm that is paid. Somebody else approves the payment.'
  if (isSelf(actor, first?.decidedById))
    return 'You gave the first approval. Somebody else gives the second.'
  // Also in another name: what one organisation answers for is one organisation.
  if (first && belongsTo(actor, first.decidedForId))
    return 'Your organisation gave the first approval. Another organisation gives the second.'
  if (!first && hands.potFunderIds.length > 0 && !hands.potFunderIds.includes(actor.organisationId))
    return 'A fund manager of a pot that pays for this project gives the first approval.'
  return undefined
}

/** Why somebody of the lead council does not accept what a firm of theirs has done. */
export const OWN_WORK = 'You belong to the firm that did the work. Somebody else accepts it.'

const LEAST_REASON = 10

const reason = z.string().trim().max(2000, 'Use 2,000 characters or fewer').default('')
const sentBack = 'sent-back'

/** Sending back always says why; the supplier has to know what to do. */
const saysWhy = (given: { decision: string; reason: string }) =>
  given.decision !== sentBack || given.reason.length >= LEAST_REASON
const sayWhy = {
  path: ['reason'],
  message: `Say what is missing, in ${LEAST_REASON} characters or more`,
}

const chooseOne = 'Choose yes or no'
const acceptance = { decision: z.enum(['accepted', sentBack], chooseOne), reason }
const approval = {
  decision: z.enum(['approved', sentBack], chooseOne),
  reason,
  /** Of the claim as the person read it. */
  seal: z.string(),
  operationKey: z.uuid(),
  hasNoInterest: z.literal('yes').optional(),
}

export type AcceptanceInput = { decision: 'accepted' | 'sent-back'; reason: string }
export type ApprovalInput = {
  decision: 'approved' | 'sent-back'
  reason: string
  seal: string
  operationKey: string
  hasNoInterest?: 'yes' | undefined
}

/** What the milestone page sends: its form is for the lead council or for who pays, never for both. */
export const DecisionInput = z.discriminatedUnion('step', [
  z
    .object({ step: z.literal('acceptance'), claimId: z.uuid(), ...acceptance })
    .refine(saysWhy, sayWhy),
  z
    .object({ step: z.literal('approval'), claimId: z.uuid(), ...approval })
    .refine(saysWhy, sayWhy)
    .refine(({ decision, hasNoInterest }) => decision === sentBack || hasNoInterest === 'yes', {
      path: ['hasNoInterest'],
      message: 'Confirm that you have read the evidence and have no interest',
    }),
])
