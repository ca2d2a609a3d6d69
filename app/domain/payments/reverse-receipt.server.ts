import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listFunders } from './funding.server.ts'
import { canRecordReceipts, type ReversalInput } from './payment.ts'

/**
 * Takes back a receipt that was recorded by mistake: the ledger turns its journal round, and the collection is due
 * again. Refused once any of that money is spent. The same form again changes nothing, also when the money has come
 * since. The caller keeps payments of the challenge waiting meanwhile.
 */
export async function reverseReceipt(
  tx: Tx,
  actor: Actor,
  { collectionId, operationKey, reason }: ReversalInput & { collectionId: string },
) {
  const collection = await tx.collection.findUnique({ where: { id: collectionId } })
  if (!collection || !canRecordReceipts(actor, collection))
    throw new Refusal('not-found', 'Page not found')
  const body = { collectionId, reason }
  const operation = { verb: 'take-back-receipt', key: operationKey, body }
  if (!(await startOperation(tx, actor, operation))) return
  const { count } = await tx.receipt.updateMany({
    where: { collectionId, reversedAt: null },
    data: {
      reversedAt: clock.now(),
      reversedById: actor.personId,
      reversedReason: reason,
      reversalKey: operationKey,
    },
  })
  if (count === 0)
    throw new Refusal('conflict', 'No money is recorded as received for this collection now.')
  const { councilId, challengeId, pledgeId, amountPence, reference } = collection
  await refuseSpent(tx, collection)
  await postJournal(tx, {
    kind: 'reversal',
    operationKey,
    memo: `${reference} was not received: ${reason}`,
    personId: actor.personId,
    challengeId,
    pledgeId,
    reversesId: await findJournal(tx, pledgeId),
    transfers: [
      {
        debit: { kind: 'received', councilId, challengeId },
        credit: { kind: 'called', councilId, challengeId },
        amountPence,
      },
    ],
  })
  await record(tx, actor, {
    subjectKind: 'pledge',
    subjectId: pledgeId,
    action: 'receipt-reversed',
    summary: `Took back the receipt of ${formatPounds(amountPence)} for ${reference}: ${reason}`,
  })
}

async function refuseSpent(
  tx: Tx,
  {
    challengeId,
    councilId,
    amountPence,
  }: Record<'challengeId' | 'councilId', string> & {
    amountPence: bigint
  },
) {
  const funders = await listFunders(challengeId, tx)
  const own = funders.find((funder) => 'councilId' in funder && funder.councilId === councilId)
  if ((own?.leftPence ?? 0n) < amountPence)
    throw new Refusal(
      'conflict',
      'Some of this money has been spent on a milestone, so its receipt stands.',
    )
}

/** The journal of the receipt that stood until now. The kind is written out, since there is an index for that one. */
async function findJournal(tx: Tx, pledgeId: string) {
  const [journal] = await tx.$queryRaw<{ id: bigint }[]>`
    select id from journals where pledge_id = ${pledgeId}::uuid and kind = 'collection-received'
      and not exists (select from journals reversal where reversal.reverses_id = journals.id)
    order by id desc limit 1`
  invariant(journal, 'a receipt that stands is in the ledger')
  return journal.id
}
