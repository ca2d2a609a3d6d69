import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { usedKey } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, paymentReference } from './payment.ts'
import { writePaymentFile, type PaymentLine } from './payment-file.ts'

/**
 * Puts every approved payment that is in no file yet into a new one. Two at once share the payments
 * between them; the same operation key again answers the first file, to whoever made it. Sends nothing by itself.
 */
export async function makePaymentFile(actor: Actor, operationKey: string) {
  if (!canRunPayments(actor))
    throw new Refusal('forbidden', 'A fund manager or payment approver makes payment files.')
  return transaction((tx) => makeOnce(tx, actor, operationKey))
}

async function makeOnce(tx: Tx, actor: Actor, operationKey: string) {
  // The same key at once waits here, and then finds the first one's file.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${operationKey}, 0))`
  const made = await tx.paymentFile.findUnique({
    where: { operationKey },
    select: { id: true, createdById: true },
  })
  if (made && made.createdById !== actor.personId) throw usedKey()
  if (made) return made.id
  const due = await claimDuePayments(tx)
  if (due.length === 0)
    throw new Refusal(
      'conflict',
      'No approved payment is waiting: a colleague may have taken them.',
    )
  const id = newId()
  const at = clock.now()
  const content = writePaymentFile(due.map(lineOf), await originator(tx), londonDay(at))
  await tx.paymentFile.create({
    data: {
      id,
      reference: `BACS-${londonDay(at).replaceAll('-', '')}-${operationKey.slice(-6).toUpperCase()}`,
      operationKey,
      content,
      sha256: createHash('sha256').update(content).digest('hex'),
      itemCount: due.length,
      totalPence: due.reduce((sum, line) => sum + line.amountPence, 0n),
      createdById: actor.personId,
      createdAt: at,
    },
  })
  await tx.payment.updateMany({
    where: { id: { in: due.map((line) => line.id) } },
    data: { paymentFileId: id },
  })
  await record(tx, actor, {
    subjectKind: 'payment-file',
    subjectId: id,
    action: 'payment-file-made',
    summary: `Made a payment file of ${due.length} payments`,
  })
  return id
}

type Due = Omit<PaymentLine, 'reference'> & { id: string; number: number }

const lineOf = (due: Due): PaymentLine => ({ ...due, reference: paymentReference(due.number) })

/** Locked until this transaction ends; what another one holds is passed over. */
const claimDuePayments = (tx: Tx) => tx.$queryRaw<Due[]>`
  select payment.id, payment.number, payment.amount_pence as "amountPence",
    details.account_name as "accountName", details.sort_code as "sortCode",
    details.account_number as "accountNumber"
  from payments payment join bank_details details on details.id = payment.bank_details_id
  where payment.payment_file_id is null and payment.rail = 'bacs'
  order by payment.number
  limit 1000
  for update of payment skip locked`

/** The account the portal pays from. */
async function originator(tx: Tx) {
  const account = await tx.bankDetails.findFirst({
    where: { organisation: { kind: 'platform' }, retiredAt: null },
    select: { accountName: true, sortCode: true, accountNumber: true },
  })
  if (account) return account
  throw new Refusal('conflict', 'The portal has no account to pay from yet. Ask its operator.')
}
