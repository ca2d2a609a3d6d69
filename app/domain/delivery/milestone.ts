import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'

export type MilestoneState =
  'open' | 'claimed' | 'accepted' | 'first-approved' | 'approved' | 'sent' | 'paid'

type Facts = {
  claim?: {
    acceptance: { decision: string } | null
    approvals: { position: number; decision: string }[]
  }
  payment: { sentAt: Date | null; settledAt: Date | null } | null
}

/** Works the state out of what happened; `claim` is the live one. */
export function milestoneState({ claim, payment }: Facts): MilestoneState {
  if (payment?.settledAt) return 'paid'
  if (payment?.sentAt) return 'sent'
  if (payment) return 'approved'
  if (!claim) return 'open'
  if (!claim.acceptance) return 'claimed'
  return claim.approvals.length > 0 ? 'first-approved' : 'accepted'
}

export const stateLabel: Record<MilestoneState, string> = {
  open: 'Not claimed yet',
  claimed: 'Waiting for the lead council',
  accepted: 'Waiting for approval',
  'first-approved': 'Waiting for second approval',
  approved: 'Approved, payment due',
  sent: 'Payment sent',
  paid: 'Paid',
}

type Project = { supplierId: string; leadCouncilId: string }

export const canStartProject = (actor: Actor, leadCouncilId: string) =>
  hasRole(actor, 'officer') && actor.organisationId === leadCouncilId

export const canClaim = (actor: Actor, project: Project) =>
  hasRole(actor, 'member', 'administrator') && actor.organisationId === project.supplierId

export const canAccept = (actor: Actor, project: Project) =>
  hasRole(actor, 'officer') && actor.organisationId === project.leadCouncilId

/** The first approval is a fund manager's; the second may also be a payment approver's. */
export const canApprove = (actor: Actor, position: 1 | 2) =>
  actor.organisationKind === 'funder' &&
  (position === 1
    ? hasRole(actor, 'fund-manager')
    : hasRole(actor, 'fund-manager', 'payment-approver'))

/** Who may open the evidence: who made it, who accepts it, and who pays for it. */
export const canOpenEvidence = (actor: Actor, project: Project) =>
  canClaim(actor, project) ||
  canAccept(actor, project) ||
  canApprove(actor, 1) ||
  canApprove(actor, 2)

export const needsSecondApproval = (pricePence: bigint, thresholdPence: bigint) =>
  pricePence > thresholdPence

/** Who acted on a claim before, so that nobody is their own second pair of eyes. */
export type Hands = {
  claimedById: string
  acceptedById: string
  approvals: { decidedById: string; decidedForId: string }[]
}

/** Why this person may not give the next approval, in words for them; undefined when they may. */
export function whyNotApprove(actor: Actor, hands: Hands, position: 1 | 2): string | undefined {
  if (!canApprove(actor, position))
    return position === 1
      ? 'A fund manager gives the first approval.'
      : 'A fund manager or payment approver gives the second approval.'
  const [first] = hands.approvals
  if ([hands.claimedById, hands.acceptedById].includes(actor.personId))
    return 'You acted on this claim before. Somebody else approves the payment.'
  if (first?.decidedById === actor.personId)
    return 'You gave the first approval. Somebody else gives the second.'
  if (first?.decidedForId === actor.organisationId)
    return 'Your organisation gave the first approval. Another organisation gives the second.'
  return undefined
}

const reason = z.string().trim().max(2000, 'Use 2,000 characters or fewer')

/** Sending back always says why; the supplier has to know what to do. */
const decision = <Yes extends string>(yes: Yes) =>
  z
    .object({
      decision: z.enum([yes, 'sent-back'], 'Choose yes or no'),
      reason: reason.default(''),
    })
    .refine((given) => given.decision === yes || given.reason.length >= 10, {
      path: ['reason'],
      message: 'Say what is missing, in 10 characters or more',
    })

export const AcceptanceInput = decision('accepted')
export type AcceptanceInput = z.output<typeof AcceptanceInput>

export const ApprovalInput = z.intersection(
  decision('approved'),
  z.object({
    seal: z.string(),
    hasNoInterest: z.literal('yes', 'Confirm that you have read the evidence and have no interest'),
  }),
)
export type ApprovalInput = z.output<typeof ApprovalInput>

export const ClaimInput = z.object({
  claimId: z.uuid(),
  invoiceNumber: z
    .string()
    .trim()
    .min(1, 'Enter your invoice number')
    .max(40, 'Use 40 characters or fewer'),
  note: z
    .string()
    .trim()
    .min(20, 'Say how the acceptance test was met, in 20 characters or more')
    .max(4000, 'Use 4,000 characters or fewer'),
})
export type ClaimInput = z.output<typeof ClaimInput>
