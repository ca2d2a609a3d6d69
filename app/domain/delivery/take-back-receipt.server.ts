import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRecordReceipts, type ReversalInput } from '../payments/payment.ts'
import { reverseReceipt } from '../payments/reverse-receipt.server.ts'
import { endedStages } from './give-back.ts'

/**
 * Takes back a receipt that the lead council recorded by mistake. Sent twice it happens once. A payment of the
 * same project waits for this, or this for it, so that money is never both spent and not received.
 */
export async function takeBackReceipt(actor: Actor, collectionId: string, input: ReversalInput) {
  await transaction(async (tx) => {
    await tx.$queryRaw`
      select projects.id from projects join collections using (challenge_id)
      where collections.id = ${collectionId}::uuid for update of projects`
    const collection = await findCollection(tx, collectionId)
    if (!collection || !canRecordReceipts(actor, collection))
      throw new Refusal('not-found', 'Page not found')
    if (endedStages.some((stage) => stage === collection.challenge.stage))
      throw new Refusal(
        'conflict',
        'The project has ended and its money is on its way back, so this receipt stands.',
      )
    await reverseReceipt(tx, actor, { collectionId, ...input })
  })
}

const findCollection = (tx: Tx, id: string) =>
  tx.collection.findUnique({
    where: { id },
    select: { leadCouncilId: true, challenge: { select: { stage: true } } },
  })
