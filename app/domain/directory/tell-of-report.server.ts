import type { Tx } from '#app/core/db.server.ts'
import { formatDay } from '#app/core/time.ts'
import { messageReportClosed } from '#emails/message-report-closed.tsx'
import { senderMayWriteAgain } from '#emails/sender-may-write-again.tsx'
import { senderStopped } from '#emails/sender-stopped.tsx'
import { senderWarned } from '#emails/sender-warned.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Outcome } from './report.ts'

type Closed = {
  id: string
  senderId: string
  recipientId: string
  outcome: Outcome
  reason: string
  endsAt: Date | null
}

/** Tells whoever reported a message that it was looked at, and its sender if it has consequences for them. */
export async function tellOfOutcome(tx: Tx, closed: Closed) {
  const { id, senderId, recipientId, outcome, reason, endsAt } = closed
  const reporter = await addressOf(tx, recipientId)
  await queueEmail(tx, {
    key: `message-report-closed:${id}`,
    to: reporter,
    mail: messageReportClosed({
      ...{ name: reporter.name, decided: decided[outcome], reason },
      href: siteLink(`/directory/messages/${id}`),
    }),
  })
  if (outcome === 'nothing-wrong') return
  const sender = await addressOf(tx, senderId)
  const told = { name: sender.name, reason, href: siteLink('/contact') }
  await queueEmail(tx, {
    key: `report-told-to-sender:${id}`,
    to: sender,
    mail:
      outcome === 'warned'
        ? senderWarned(told)
        : senderStopped({ ...told, ...(endsAt && { until: formatDay(endsAt) }) }),
  })
}

/** What was decided, as whoever reported it reads it. */
const decided: Record<Outcome, string> = {
  'nothing-wrong': 'We found nothing that breaks the rules of the directory.',
  warned: 'We have warned whoever wrote it.',
  stopped: 'We have stopped whoever wrote it from writing to people in the directory.',
}

export async function tellOfStopEnded(
  tx: Tx,
  { id, personId, reason }: { id: string; personId: string; reason: string },
) {
  const to = await addressOf(tx, personId)
  await queueEmail(tx, {
    key: `sender-stop-ended:${id}`,
    to,
    mail: senderMayWriteAgain({ name: to.name, reason, href: siteLink('/directory') }),
  })
}

const addressOf = (tx: Tx, id: string) =>
  tx.person.findUniqueOrThrow({ where: { id }, select: { name: true, email: true } })
