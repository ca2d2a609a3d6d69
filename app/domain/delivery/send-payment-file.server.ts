import { transaction } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { markFileSent } from '../payments/mark-file-sent.server.ts'
import { paymentReference } from '../payments/payment.ts'
import { sayPaymentFile } from '../payments/say-payment-file.server.ts'
import { tellSent } from './notify.server.ts'

/** Says that a payment file has gone to the bank, and tells each supplier that its money is on its way. */
export async function sendPaymentFile(actor: Actor, fileId: string) {
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      const body = { personId: actor.personId }
      const refusal = 'This file is already marked as sent.'
      const operation = { verb: 'send-payment-file', key: fileId, body, refusal }
      if (!(await startOperation(tx, actor, operation))) return
      const payments = await markFileSent(tx, actor, fileId)
      const says = () => sayPaymentFile(tx, fileId)
      await requireProof(tx, actor, { verb: 'send-payment-file', key: fileId, body, says })
      for (const { milestoneId, number } of payments) {
        const bankReference = paymentReference(number)
        await record(tx, actor, {
          subjectKind: 'milestone',
          subjectId: milestoneId,
          action: 'payment-sent',
          summary: `Sent payment ${bankReference} to the bank`,
        })
        await tellSent(tx, { milestoneId, bankReference })
      }
    }),
  )
}
