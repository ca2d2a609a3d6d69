import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, londonDay, startOfDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { canCloseReport, canReadReports, type CloseReportInput } from './report.ts'
import { stopSender } from './stop-sender.server.ts'
import { tellOfOutcome } from './tell-of-report.server.ts'

/**
 * Closes a report with what an operator makes of it, once: nothing wrong, the sender warned, or the sender stopped from
 * writing to anybody. Whoever reported it is told, and so is a sender who is warned or stopped, but not by whom they were reported.
 */
export async function closeReport(actor: Actor, messageId: string, input: CloseReportInput) {
  if (!canReadReports(actor)) throw new Refusal('not-found', 'Page not found')
  await whileTwoPeople(() => transaction((tx) => close(tx, actor, { messageId, ...input })))
}

type Closing = CloseReportInput & { messageId: string }

async function close(tx: Tx, actor: Actor, { messageId, outcome, stopFor, reason }: Closing) {
  const message = await tx.listingMessage.findFirst({
    where: { id: messageId, reportedAt: { not: null } },
    select: { id: true, senderId: true, recipientId: true, closedAt: true },
  })
  if (!message) throw new Refusal('not-found', 'Page not found')
  if (!canCloseReport(actor, message))
    throw new Refusal(
      'forbidden',
      'You wrote this message or reported it: another operator decides.',
    )
  if (message.closedAt) throw closed()
  const { senderId: personId } = message
  const stop =
    outcome === 'stopped'
      ? await stopSender(tx, actor, { personId, reason, endsAt: endOf(stopFor) })
      : undefined
  const { count } = await tx.listingMessage.updateMany({
    where: { id: messageId, closedAt: null },
    data: {
      ...{ outcome, outcomeReason: reason, stopId: stop?.id ?? null },
      ...{ closedById: actor.personId, closedAt: clock.now() },
    },
  })
  if (count === 0) throw closed()
  await tellOfOutcome(tx, { ...message, outcome, reason, endsAt: stop?.endsAt ?? null })
  await record(tx, actor, {
    subjectKind: 'listing-message',
    subjectId: messageId,
    action: 'report-closed',
    summary: summaries[outcome],
  })
}

const closed = () => new Refusal('conflict', 'Another operator has closed this report already.')

const summaries = {
  'nothing-wrong': 'Looked at a reported message: nothing was wrong with it',
  warned: 'Looked at a reported message and warned its sender',
  stopped: 'Looked at a reported message and stopped its sender from writing to others',
}

/** They may write again from the beginning of that day. */
const endOf = (stopFor: CloseReportInput['stopFor']) =>
  stopFor === undefined || stopFor === 'for-good'
    ? null
    : startOfDay(addDays(londonDay(clock.real()), Number(stopFor)))
