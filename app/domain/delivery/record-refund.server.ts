import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { postJournal } from '../ledger/post-journal.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { canRecordRefund, type RefundInput } from './give-back.ts'

/**
 * Records that the lead council has paid one council its part of what was left. The same form sent twice
 * records it once; pays nothing by itself.
 */
export async function recordRefund(actor: Actor, partId: string, input: RefundInput) {
  const { operationKey, refundedOn, bankReference } = input
  await transaction(async (tx) => {
    const part = await findPart(tx, partId)
    if (!part?.councilId || !canRecordRefund(actor, part.giveBack.project))
      throw new Refusal('not-found', 'Page not found')
    refuseImpossibleDay(refundedOn, part.giveBack.agreedAt)
    const body = { partId, refundedOn, bankReference }
    if (!(await startOperation(tx, actor, { verb: 'record-refund', key: operationKey, body })))
      return
    const recorded = await tx.giveBackPart.updateMany({
      where: { id: partId, recordedAt: null },
      data: {
        refundedOn: dateOf(refundedOn),
        bankReference,
        recordedById: actor.personId,
        recordedAt: clock.now(),
      },
    })
    if (recorded.count === 0) throw new Refusal('conflict', 'This refund is recorded already.')
    const { amountPence, councilId, council } = part
    const { challengeId, id: projectId } = part.giveBack.project
    await postJournal(tx, {
      kind: 'refund-paid',
      operationKey: partId,
      memo: 'Refunded by the lead council',
      personId: actor.personId,
      challengeId,
      transfers: [
        {
          debit: { kind: 'refundable', councilId, challengeId },
          credit: { kind: 'refunded', councilId, challengeId },
          amountPence,
        },
      ],
    })
    await record(tx, actor, {
      subjectKind: 'project',
      subjectId: projectId,
      action: 'refund-recorded',
      about: [councilId],
      summary: `Refunded ${formatPoundsExact(amountPence)} to ${council?.organisation.name ?? ''}`,
    })
    await askToTell(tx, 'refund-recorded', partId)
  })
}

const findPart = (tx: Tx, id: string) =>
  tx.giveBackPart.findUnique({
    where: { id },
    select: {
      councilId: true,
      amountPence: true,
      council: { select: { organisation: { select: { name: true } } } },
      giveBack: {
        select: {
          agreedAt: true,
          project: { select: { id: true, challengeId: true, leadCouncilId: true } },
        },
      },
    },
  })

function refuseImpossibleDay(refundedOn: string, agreedAt: Date | null) {
  const field = 'refundedOn'
  if (refundedOn > londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a day before', { field })
  if (agreedAt && refundedOn < londonDay(agreedAt))
    throw new Refusal('invalid', `Enter ${formatDay(agreedAt)}, when it was agreed, or later`, {
      field,
    })
}
