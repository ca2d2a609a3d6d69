import { z } from 'zod'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, formatDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canRunPayments, paymentReference } from '../payments/payment.ts'
import { settlePayments } from '../payments/settle-payments.server.ts'
import { purseKey, purseNamed, type Purse } from '../pots/purse.ts'
import { recordPaid } from '../pots/record-paid.server.ts'
import { openGiveBack } from './open-give-back.server.ts'

export const SettlementInput = z.object({ settledOn: DayInput })
export type SettlementInput = z.output<typeof SettlementInput>

/** What the page of a file sends: that it went to the bank, or that the bank has paid. */
export const FileStepInput = z.discriminatedUnion('step', [
  z.object({ step: z.literal('sent') }),
  SettlementInput.extend({ step: z.literal('settled') }),
])

/**
 * Says that the bank has paid a file: its payments are settled, each pot's row moves from committed
 * to paid, and a project whose last milestone is paid is complete. All of it, or nothing. The same answer
 * again by the same person does nothing; another one is refused.
 */
export async function settlePaymentFile(
  actor: Actor,
  fileId: string,
  { settledOn }: SettlementInput,
) {
  await transaction(async (tx) => {
    if (!canRunPayments(actor)) throw new Refusal('not-found', 'Page not found')
    const body = { settledOn, personId: actor.personId }
    const refusal = 'This file is already marked as paid.'
    const operation = { verb: 'settle-payment-file', key: fileId, body, refusal }
    if (!(await startOperation(tx, actor, operation))) return
    const payments = await settlePayments(tx, actor, { fileId, settledOn })
    for (const { milestoneId, number } of payments)
      await record(tx, actor, {
        subjectKind: 'milestone',
        subjectId: milestoneId,
        action: 'payment-settled',
        summary: `Payment ${paymentReference(number)} was paid by the bank on ${formatDay(settledOn)}`,
      })
    const shares = payments.flatMap((payment) => payment.shares)
    for (const paid of paidByPurses(shares)) await recordPaid(tx, paid)
    for (const id of new Set(payments.map((payment) => payment.challengeId)))
      await completeIfPaid(tx, actor, id)
  })
}

type Share = { potId: string | null; purse: string | null; amountPence: bigint }

/** What each purse paid, in the order in which purses are locked. */
function paidByPurses(shares: Share[]) {
  const paid = new Map<string, { potId: string; purse: Purse; pence: bigint }>()
  for (const { potId, purse: name, amountPence } of shares) {
    if (!potId) continue
    const purse = purseNamed(name)
    const key = purseKey(potId, purse)
    paid.set(key, { potId, purse, pence: (paid.get(key)?.pence ?? 0n) + amountPence })
  }
  return [...paid].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

async function completeIfPaid(tx: Tx, actor: Actor, challengeId: string) {
  const unpaid = await tx.milestone.count({
    where: {
      project: { challengeId },
      OR: [{ payment: null }, { payment: { settledAt: null } }],
    },
  })
  if (unpaid > 0) return
  // A receipt of it is taken back before its money is counted, or stands.
  const [project] = await tx.$queryRaw<{ id: string }[]>`
    select id from projects where challenge_id = ${challengeId}::uuid for update`
  const moved = await moveChallenge(tx, { challengeId, from: 'delivering', to: 'completed' })
  if (!moved || !project) return
  await openGiveBack(tx, {
    challengeId,
    operationKey: project.id,
    personId: actor.personId,
    memo: 'The project was built before this was paid in',
  })
}
