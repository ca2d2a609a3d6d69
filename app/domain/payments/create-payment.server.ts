import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Share } from './payment.ts'

type Approved = {
  milestoneId: string
  challengeId: string
  supplierId: string
  bankDetailsId: string
  amountPence: bigint
  /** A pot's part is split over its funders already. */
  shares: Share[]
  memo: string
  approvedById: string
}

/**
 * Records an approved payment with what each funder bears, and moves those sums from the funders to
 * what is payable to the supplier. The milestone's id is the operation key: once is all there is.
 */
export async function createPayment(tx: Tx, payment: Approved) {
  const { milestoneId, challengeId, supplierId, bankDetailsId, amountPence, shares } = payment
  const id = newId()
  await tx.payment.create({
    data: {
      id,
      milestoneId,
      challengeId,
      supplierId,
      bankDetailsId,
      amountPence,
      rail: 'bacs',
      approvedAt: clock.now(),
      shares: { createMany: { data: shares.map(rowOf) } },
    },
  })
  await postJournal(tx, {
    kind: 'payment-approved',
    operationKey: milestoneId,
    memo: payment.memo,
    personId: payment.approvedById,
    challengeId,
    paymentId: id,
    transfers: shares.map(({ amountPence: sharePence, ...source }) => ({
      debit:
        'potId' in source
          ? { kind: 'match-committed', potId: source.potId, purse: source.purse, challengeId }
          : { kind: 'received', councilId: source.councilId, challengeId },
      credit: { kind: 'payable', supplierId, challengeId, ...source },
      amountPence: sharePence,
    })),
  })
  return id
}

/** As a row a share says its purse also where nothing is ring-fenced. */
const rowOf = (share: Share) => ({
  id: newId(),
  ...share,
  ...('potId' in share && { purse: share.purse ?? 'unrestricted' }),
})
