import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, canSendFile } from './payment.ts'

/**
 * Says that a payment file has gone to the bank. Somebody other than its maker says so, once.
 * Answers its payments, for the caller to tell who is paid.
 */
export async function markFileSent(tx: Tx, actor: Actor, fileId: string) {
  if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
  const file = await tx.paymentFile.findUnique({ where: { id: fileId } })
  if (!file) throw new Refusal('not-found', 'Page not found')
  if (!canSendFile(actor, file))
    throw new Refusal('forbidden', 'You made this file. Somebody else marks it as sent.')
  const sentAt = clock.now()
  const { count } = await tx.paymentFile.updateMany({
    where: { id: fileId, sentAt: null },
    data: { sentAt, sentById: actor.personId },
  })
  if (count === 0) throw new Refusal('conflict', 'This file is already marked as sent.')
  await tx.payment.updateMany({ where: { paymentFileId: fileId }, data: { sentAt } })
  await record(tx, actor, {
    subjectKind: 'payment-file',
    subjectId: fileId,
    action: 'payment-file-sent',
    summary: `Marked payment file ${file.reference} as sent to the bank`,
  })
  return tx.payment.findMany({
    where: { paymentFileId: fileId },
    orderBy: { number: 'asc' },
    select: { milestoneId: true, number: true },
  })
}
