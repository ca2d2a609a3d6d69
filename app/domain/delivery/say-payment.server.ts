import type { Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import type { Said } from '../audit/proofs.ts'
import type { Position } from './approval.ts'

/** What an approver signs, read from the rows that are paid by: the sum, the payee, the account and the evidence. */
export async function sayPayment(tx: Tx, claimId: string, position: Position): Promise<Said[]> {
  const claim = await tx.claim.findUniqueOrThrow({
    where: { id: claimId },
    select: {
      sealSha256: true,
      bankDetails: { select: { accountName: true, sortCode: true, accountNumber: true } },
      evidence: { select: { title: true }, orderBy: { fileId: 'asc' }, take: 200 },
      milestone: {
        select: {
          title: true,
          pricePence: true,
          project: {
            select: { supplier: { select: { organisation: { select: { name: true } } } } },
          },
        },
      },
    },
  })
  const { milestone, bankDetails } = claim
  const { accountName, accountNumber } = bankDetails
  return [
    { name: 'You sign', value: `The ${position === 1 ? 'first' : 'second'} approval of a payment` },
    { name: 'Amount', value: formatPounds(milestone.pricePence) },
    { name: 'Paid to', value: milestone.project.supplier.organisation.name },
    { name: 'Account', value: `${accountName}, ending in ${accountNumber.slice(-4)}` },
    { name: 'For', value: milestone.title },
    { name: 'Evidence', value: claim.evidence.map(({ title }) => title).join(', ') || 'None' },
    { name: 'Seal of all this', value: claim.sealSha256.slice(0, 16) },
  ]
}
