import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { numberOf } from '../challenges/challenge.ts'
import { paymentReference } from '../payments/payment.ts'
import { challengeName, selectName, supplierName } from './api-field.ts'
import { pageOf, readCursor } from './page-request.ts'
import { listShares, type Share } from './payment-shares.server.ts'
import type { Payment, PaymentParameters } from './project-record.ts'

type PaymentRecord = z.input<typeof Payment>

export const selectPayment = {
  id: true,
  number: true,
  amountPence: true,
  rail: true,
  approvedAt: true,
  sentAt: true,
  settledAt: true,
  settledOn: true,
} satisfies Prisma.PaymentSelect

type Row = Prisma.PaymentGetPayload<{ select: typeof selectPayment }>

/** Payments from the moment they are approved, in the order of their references. */
export async function listPayments({ limit, challenge, since, cursor }: PaymentParameters) {
  const [after] = readCursor('payments', cursor) ?? [since ? await beforeFirst(since) : 0]
  const rows = await db.payment.findMany({
    where: {
      number: { gt: after },
      ...(challenge && { challenge: { number: numberOf(challenge) ?? -1 } }),
      ...(since && { approvedAt: { gte: since } }),
    },
    orderBy: { number: 'asc' },
    take: limit + 1,
    select: {
      ...selectPayment,
      challenge: selectName.challenge,
      supplier: selectName.supplier,
      milestone: { select: { position: true, title: true } },
    },
  })
  const page = pageOf(rows, limit, { list: 'payments', keyOf: ({ number }) => [number] })
  const shares = await listShares(page.data.map(({ id }) => id))
  return {
    ...page,
    data: page.data.map(({ challenge: about, supplier, milestone, ...row }): PaymentRecord => ({
      ...toPayment(row, shares),
      challenge: challengeName(about),
      supplier: supplierName(supplier),
      milestone,
    })),
  }
}

/** The number before the first payment approved since: numbers and approvals rise together, nearly. */
async function beforeFirst(since: Date) {
  const { _min } = await db.payment.aggregate({
    where: { approvedAt: { gte: since } },
    _min: { number: true },
  })
  return (_min.number ?? 0) - 1
}

/** Which file a payment is in, and to which account it goes, is nobody else's business. */
export const toPayment = (row: Row, shares: Map<string, Share[]>) => ({
  reference: paymentReference(row.number),
  amountPence: row.amountPence,
  state: row.settledAt
    ? ('settled' as const)
    : row.sentAt
      ? ('sent' as const)
      : ('approved' as const),
  rail: row.rail as PaymentRecord['rail'],
  approvedAt: row.approvedAt,
  sentAt: row.sentAt,
  settledOn: row.settledOn,
  shares: (shares.get(row.id) ?? []) as PaymentRecord['shares'],
})
