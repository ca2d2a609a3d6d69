import { formatShortDate, formatTime } from '#app/core/time.ts'
import type { Milestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { MilestoneRail, type StepState } from '#app/ui/timeline.tsx'

const moment = (at: Date) => `${formatShortDate(at)}, ${formatTime(at)}`

type Step = { title: string; at: Date | null | undefined; waits: string }

/** The way of this payment, from claim to paid. What is first without a date is where it stands. */
export function Rail({ milestone }: { milestone: Milestone }) {
  const { claim, payment, needsSecond } = milestone
  const approvals = claim?.approvals ?? []
  const steps: Step[] = [
    { title: 'Evidence sent', at: claim?.claimedAt, waits: 'By the supplier' },
    { title: 'Work accepted', at: claim?.acceptance?.decidedAt, waits: 'By the lead council' },
    { title: 'First approval', at: approvals[0]?.decidedAt, waits: 'By a fund manager' },
    ...(needsSecond
      ? [{ title: 'Second approval', at: approvals[1]?.decidedAt, waits: 'By another funder' }]
      : []),
    { title: 'Payment sent', at: payment?.sentAt, waits: 'By Bacs' },
    { title: 'Paid', at: payment?.settledAt, waits: '2 working days later' },
  ]
  const now = steps.findIndex((step) => !step.at)
  const stateAt = (place: number): StepState =>
    place === now ? 'now' : steps[place]?.at ? 'done' : 'later'
  return (
    <MilestoneRail
      steps={steps.map(({ title, at, waits }, place) => ({
        title,
        state: stateAt(place),
        detail: <span className="muted num">{at ? moment(at) : waits}</span>,
      }))}
    />
  )
}
