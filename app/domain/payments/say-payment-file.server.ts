import type { Tx } from '#app/core/db.server.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import type { Said } from '../audit/proofs.ts'
import { paymentReference } from './payment.ts'

/** What whoever sends a file signs: its sum and fingerprint, and each payment in it with its payee and account. */
export async function sayPaymentFile(tx: Tx, fileId: string): Promise<Said[]> {
  const file = await tx.paymentFile.findUniqueOrThrow({
    where: { id: fileId },
    select: {
      reference: true,
      totalPence: true,
      sha256: true,
      payments: {
        orderBy: { number: 'asc' },
        // As many as a file has at most.
        take: 1_000,
        select: {
          number: true,
          amountPence: true,
          supplier: { select: { organisation: { select: { name: true } } } },
          bankDetails: { select: { accountName: true, accountNumber: true } },
        },
      },
    },
  })
  return [
    { name: 'You sign', value: `That payment file ${file.reference} goes to the bank` },
    { name: 'Amount', value: formatPoundsExact(file.totalPence) },
    ...file.payments.map(({ number, amountPence, supplier, bankDetails }) => ({
      name: paymentReference(number),
      value: `${formatPoundsExact(amountPence)} to ${supplier.organisation.name}, account ${bankDetails.accountName}, ending in ${bankDetails.accountNumber.slice(-4)}`,
    })),
    { name: 'Fingerprint (SHA-256)', value: file.sha256.slice(0, 16) },
  ]
}
