import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf, londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, paymentReference, paymentState } from '../payments/payment.ts'
import { getPaymentFile, listPaymentFiles } from '../payments/queries.server.ts'
import { listPaymentsToApprove } from './waiting-queries.server.ts'

const columns = {
  id: true,
  number: true,
  amountPence: true,
  paymentFileId: true,
  approvedAt: true,
  sentAt: true,
  settledAt: true,
  settledOn: true,
  supplier: { select: { organisation: { select: { name: true } } } },
  challenge: { select: { title: true } },
  milestone: { select: { id: true, position: true, title: true } },
} as const

const findPayments = (where: { paymentFileId?: string | null }) =>
  db.payment.findMany({ where, orderBy: { number: 'desc' }, take: 200, select: columns })

type Row = Awaited<ReturnType<typeof findPayments>>[number]

const shape = ({ number, supplier, challenge, settledOn, ...payment }: Row) => ({
  ...payment,
  reference: paymentReference(number),
  state: paymentState(payment),
  supplierName: supplier.organisation.name,
  challengeTitle: challenge.title,
  settledOn: settledOn ? dayOf(settledOn) : undefined,
})

export type ListedPayment = ReturnType<typeof shape>

/** Approved payments that are in no file yet, for who runs payments; nothing for anybody else. */
export async function listPaymentsDue(actor: Actor): Promise<ListedPayment[]> {
  if (!canRunPayments(actor)) return []
  return (await findPayments({ paymentFileId: null })).map(shape)
}

/** The payments of one file. */
async function listPaymentsOfFile(actor: Actor, fileId: string): Promise<ListedPayment[]> {
  if (!canRunPayments(actor)) return []
  return (await findPayments({ paymentFileId: fileId })).map(shape)
}

/** What waits for this person to approve, what is due and the files made so far, or the page does not exist for this person. */
export async function getPaymentsPage(actor: Actor) {
  if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
  const [toApprove, due, files] = await Promise.all([
    listPaymentsToApprove(actor),
    listPaymentsDue(actor),
    listPaymentFiles(actor),
  ])
  return { toApprove, due, files }
}

export async function getPaymentFilePage(actor: Actor, fileId: string) {
  const file = await getPaymentFile(actor, fileId)
  return { file, payments: await listPaymentsOfFile(actor, fileId), today: londonDay(clock.now()) }
}
