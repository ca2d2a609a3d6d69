import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { canApprove } from './approval.ts'

export type MilestoneState =
  'open' | 'claimed' | 'accepted' | 'first-approved' | 'approved' | 'sent' | 'paid' | 'cancelled'

type Facts = {
  claim?: { acceptance: object | null; approvals: object[] } | undefined
  payment: { sentAt: Date | null; settledAt: Date | null } | null
  /** The project was stopped. */
  isStopped?: boolean
}

/** Works the state out of what happened; `claim` is the live one. */
export function milestoneState({ claim, payment, isStopped = false }: Facts): MilestoneState {
  if (payment?.settledAt) return 'paid'
  if (payment?.sentAt) return 'sent'
  if (payment) return 'approved'
  if (!claim) return isStopped ? 'cancelled' : 'open'
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
  cancelled: 'Cancelled',
}

/** Milestones of a project in three kinds, for its small boxes. */
export const progressOf = (state: MilestoneState): 'done' | 'now' | 'later' =>
  state === 'paid' ? 'done' : state === 'open' || state === 'cancelled' ? 'later' : 'now'

export const StartInput = z.object({ operationKey: z.uuid() })
export type StartInput = z.output<typeof StartInput>

/** "PR-0007", as people read and quote it. */
export const projectReference = (number: number) => `PR-${String(number).padStart(4, '0')}`

/** The number in a project's reference however it was typed; undefined for anything else. */
export function projectNumberOf(reference: string) {
  const digits = /^pr-(\d{4,9})$/i.exec(reference)?.[1]
  return digits ? Number(digits) : undefined
}

/** What has to be shown, a line at a time: suppliers write one sentence or one line for each. */
export const testLines = (acceptanceTest: string) =>
  acceptanceTest
    .split(/\n+|(?<=[a-z0-9)%]\.)\s+(?=[A-Z])/)
    .map((line) => line.trim().replace(/\.$/, ''))
    .filter(Boolean)

type Project = { supplierId: string; leadCouncilId: string }

export const canStartProject = (actor: Actor, leadCouncilId: string) =>
  hasRole(actor, 'officer') && actor.organisationId === leadCouncilId

export const canClaim = (actor: Actor, project: Project) =>
  hasRole(actor, 'member', 'administrator') && actor.organisationId === project.supplierId

export const canAccept = (actor: Actor, project: Project) =>
  hasRole(actor, 'officer') && actor.organisationId === project.leadCouncilId

/** Who reads a claim and its evidence: who made it, who accepts it, and who pays for it. */
export const canReadClaim = (actor: Actor, project: Project) =>
  canClaim(actor, project) ||
  canAccept(actor, project) ||
  canApprove(actor, 1) ||
  canApprove(actor, 2)

export const mostEvidenceFiles = 10

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
