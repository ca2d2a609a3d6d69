import { db } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, paymentReference, paymentState } from '../payments/payment.ts'

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
export async function listPaymentsOfFile(actor: Actor, fileId: string): Promise<ListedPayment[]> {
  if (!canRunPayments(actor)) return []
  return (await findPayments({ paymentFileId: fileId })).map(shape)
}
