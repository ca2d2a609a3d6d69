import { z } from 'zod'
import { DayInput } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { canApprove } from './approval.ts'

/** What the page sends: the lead council asks that what is left goes back, then a funder agrees. */
export const GiveBackInput = z.object({
  operationKey: z.uuid(),
  step: z.enum(['asked', 'agreed'], 'Choose what to do'),
})
export type GiveBackInput = z.output<typeof GiveBackInput>

export const RefundInput = z.object({
  operationKey: z.uuid(),
  refundedOn: DayInput,
  bankReference: z
    .string()
    .trim()
    .min(1, 'Enter the reference of the bank transfer')
    .max(80, 'Enter 80 characters or fewer'),
})
export type RefundInput = z.output<typeof RefundInput>

/** Of a project that is built or stopped: what is left of its money is counted. */
export const endedStages = ['completed', 'stopped'] as const
export const hasEnded = (stage: string) => endedStages.some((each) => each === stage)

type Led = { leadCouncilId: string }

/** The councils' money is in the lead council's account, so its finance approver asks and pays back. */
export const canAskGiveBack = (actor: Actor, project: Led) =>
  hasRole(actor, 'finance-approver') && actor.organisationId === project.leadCouncilId
export const canRecordRefund = canAskGiveBack

type Asked = { askedById: string | null; potFunderIds: string[] }

/** Why this person may not agree to it, in words for them; undefined when they may. */
export function whyNotAgree(actor: Actor, { askedById, potFunderIds }: Asked): string | undefined {
  if (!canApprove(actor, 2)) return 'A fund manager or payment approver agrees to it.'
  if (isSelf(actor, askedById)) return 'You asked for it yourself. Somebody else agrees to it.'
  if (potFunderIds.length > 0 && !potFunderIds.includes(actor.organisationId))
    return 'A funder whose pot paid for this project agrees to it.'
  return undefined
}

type Facts = {
  askedAt: Date | null
  agreedAt: Date | null
  /** Councils' parts and the days they were refunded on. */
  refunds: { refundedOn: unknown }[]
}

export type GiveBackState = 'open' | 'asked' | 'refunding' | 'done'

/** A pot has its part back as soon as it is agreed; a council when the bank has paid. */
export function giveBackState({ askedAt, agreedAt, refunds }: Facts): GiveBackState {
  if (!askedAt) return 'open'
  if (!agreedAt) return 'asked'
  return refunds.some(({ refundedOn }) => refundedOn === null) ? 'refunding' : 'done'
}

export const giveBackStateLabel: Record<GiveBackState, string> = {
  open: 'Not asked for yet',
  asked: 'Waiting for a funder to agree',
  refunding: 'Agreed, refunds under way',
  done: 'All of it is back',
}
