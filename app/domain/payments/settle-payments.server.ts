import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Source } from '../ledger/journal.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, paymentReference } from './payment.ts'

type Settling = { fileId: string; settledOn: string }

/**
 * Says that the bank has paid a file, on its day: every payment of it is settled and its shares move
 * from payable to paid. Answers what each pot paid, for the caller to move on the pot's own row.
 */
export async function settlePayments(tx: Tx, actor: Actor, { fileId, settledOn }: Settling) {
  if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
  const file = await tx.paymentFile.findUnique({ where: { id: fileId } })
  if (!file) throw new Refusal('not-found', 'Page not found')
  if (!file.sentAt) throw new Refusal('conflict', 'Mark the file as sent to the bank first.')
  refuseImpossibleDay(settledOn, file.sentAt)
  const settledAt = clock.now()
  const { count } = await tx.paymentFile.updateMany({
    where: { id: fileId, settledAt: null },
    data: { settledAt, settledById: actor.personId },
  })
  if (count === 0) throw new Refusal('conflict', 'This file is already marked as paid.')
  await tx.payment.updateMany({
    where: { paymentFileId: fileId },
    data: { settledAt, settledOn: dateOf(settledOn) },
  })
  const payments = await tx.payment.findMany({
    where: { paymentFileId: fileId },
    include: { shares: true },
    orderBy: { number: 'asc' },
  })
  for (const payment of payments) await postSettled(tx, actor, payment)
  await record(tx, actor, {
    subjectKind: 'payment-file',
    subjectId: fileId,
    action: 'payment-file-settled',
    summary: `Marked payment file ${file.reference} as paid by the bank on ${formatDay(settledOn)}`,
  })
  return payments
}

function refuseImpossibleDay(settledOn: string, sentAt: Date) {
  const field = 'settledOn'
  if (settledOn > londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a day before', { field })
  if (settledOn < londonDay(sentAt))
    throw new Refusal('invalid', `Enter ${formatDay(sentAt)}, when it was sent, or later`, {
      field,
    })
}

type Payment = {
  id: string
  number: number
  milestoneId: string
  challengeId: string
  supplierId: string
  shares: ShareRow[]
}

const postSettled = (tx: Tx, actor: Actor, payment: Payment) =>
  postJournal(tx, {
    kind: 'payment-settled',
    operationKey: payment.milestoneId,
    memo: `Payment ${paymentReference(payment.number)} paid by the bank`,
    personId: actor.personId,
    challengeId: payment.challengeId,
    paymentId: payment.id,
    transfers: payment.shares.map((share) => {
      const about = {
        supplierId: payment.supplierId,
        challengeId: payment.challengeId,
        ...sourceOf(share),
      }
      return {
        debit: { kind: 'payable', ...about },
        credit: { kind: 'paid', ...about },
        amountPence: share.amountPence,
      }
    }),
  })

type ShareRow = {
  councilId: string | null
  potId: string | null
  purse: string | null
  funderId: string | null
  amountPence: bigint
}

const sourceOf = ({ councilId, potId, purse, funderId }: ShareRow): Source =>
  potId
    ? {
        potId,
        purse: purse === 'unrestricted' ? undefined : (purse ?? undefined),
        funderId: funderId ?? undefined,
      }
    : { councilId: councilId ?? '' }
