import { z } from 'zod'
import { formatDay } from '#app/core/time.ts'
import { requiredWords } from '../challenges/draft.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'

export const outcomes = ['nothing-wrong', 'warned', 'stopped'] as const
export type Outcome = (typeof outcomes)[number]

/** For how many days a sender writes to nobody, or for good. */
export const stopLengths = ['7', '30', '90', 'for-good'] as const

export const CloseReportInput = z
  .object({
    outcome: z.enum(outcomes, 'Choose what you make of it'),
    stopFor: z.enum(stopLengths, 'Choose for how long').optional(),
    reason: requiredWords(500, 'Say why'),
  })
  .superRefine(({ outcome, stopFor }, context) => {
    if (outcome === 'stopped' && !stopFor)
      context.addIssue({ code: 'custom', path: ['stopFor'], message: 'Choose for how long' })
  })
export type CloseReportInput = z.output<typeof CloseReportInput>

export const EndStopInput = z.object({
  reason: requiredWords(500, 'Say why they may write again'),
})
export type EndStopInput = z.output<typeof EndStopInput>

export const canReadReports = (actor: Actor) => hasRole(actor, 'operator')

/** A report as lists show it. */
export type ListedReport = {
  id: string
  subject: string | null
  reportedAt: Date | null
  reportReason: string | null
  closedAt: Date | null
  outcome: Outcome | null
  sender: { name: string }
  senderOrganisation: { name: string; slug: string }
  closedBy: { name: string } | null
}

type Reported = { senderId: string; recipientId: string }

/** Nobody closes a report about themselves, or one that they made. */
export const canCloseReport = (actor: Actor, { senderId, recipientId }: Reported) =>
  canReadReports(actor) && !isSelf(actor, senderId) && !isSelf(actor, recipientId)

/** Nobody lets themselves write again. */
export const canEndStop = (actor: Actor, { personId }: { personId: string }) =>
  canReadReports(actor) && !isSelf(actor, personId)

type Stop = { endsAt: Date | null; endedAt: Date | null }

/** Does it keep its sender from writing at this instant? */
export const isStanding = ({ endsAt, endedAt }: Stop, at: Date) =>
  endedAt === null && (endsAt === null || endsAt > at)

/** As the person who is stopped reads it. */
export const describeStop = (endsAt: Date | null) =>
  endsAt
    ? `You cannot write to people in the directory until ${formatDay(endsAt)}.`
    : 'You cannot write to people in the directory any more.'

/** Whether a stop that ends at the first instant, or never, covers one that would end at the other. */
export const covers = (endsAt: Date | null, other: Date | null) =>
  endsAt === null || (other !== null && endsAt >= other)

const stateOf = <const States extends [string, ...string[]]>(states: States) =>
  z.object({ state: z.enum(states).catch(states[0]) })

const ReportFilters = stateOf(['open', 'closed'])
export type ReportFilters = z.output<typeof ReportFilters>
export const readReportFilters = (search: URLSearchParams) =>
  ReportFilters.parse({ state: search.get('state') })

const StopFilters = stateOf(['standing', 'over'])
export type StopFilters = z.output<typeof StopFilters>
export const readStopFilters = (search: URLSearchParams) =>
  StopFilters.parse({ state: search.get('state') })
