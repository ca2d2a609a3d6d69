import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'

export type Cancelling = {
  challengeId: string
  operationKey: string
  personId: string
  memo: string
}

/**
 * Asks councils no more for what they have not paid in for a challenge. What is in stays in. The caller sees to
 * it that it happens once.
 */
export async function cancelCollections(
  tx: Tx,
  { challengeId, operationKey, personId, memo }: Cancelling,
) {
  // Locked first, so that what is recorded as received meanwhile is seen below.
  await tx.$queryRaw`
    select id from collections where challenge_id = ${challengeId}::uuid order by id for no key update`
  const due = await tx.collection.findMany({
    where: { challengeId, cancelledAt: null, receipts: { none: { reversedAt: null } } },
    orderBy: { id: 'asc' },
    take: 5_000,
    select: { id: true, councilId: true, amountPence: true },
  })
  if (due.length === 0) return
  await tx.collection.updateMany({
    where: { id: { in: due.map(({ id }) => id) } },
    data: { cancelledAt: clock.now() },
  })
  await postJournal(tx, {
    kind: 'collection-cancelled',
    operationKey,
    memo,
    personId,
    challengeId,
    transfers: due.map(({ councilId, amountPence }) => ({
      debit: { kind: 'called', councilId, challengeId },
      credit: { kind: 'council', councilId },
      amountPence,
    })),
  })
}
