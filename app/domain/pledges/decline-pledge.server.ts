import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { tellDeclined } from './news.server.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { canApprovePledge, type DeclineInput } from './pledge.ts'

/** A finance approver does not sign; the officer may start another pledge. */
export async function declinePledge(actor: Actor, pledgeId: string, { reason }: DeclineInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canApprovePledge(actor, pledge))
    throw new Refusal(
      'forbidden',
      'Another finance approver of your council decides on this pledge.',
    )
  await transaction(async (tx) => {
    const body = { reason }
    if (!(await startOperation(tx, actor, { verb: 'decline-pledge', key: pledge.id, body }))) return
    const { count } = await tx.pledge.updateMany({
      where: { id: pledge.id, state: 'awaiting-approval' },
      data: { state: 'declined', endedAt: clock.now(), endedReason: reason },
    })
    if (count === 0) throw new Refusal('conflict', 'This pledge is not waiting to be signed.')
    await tellDeclined(tx, { pledge, declinedBy: actor.personName, reason })
    await record(tx, actor, {
      subjectKind: 'pledge',
      subjectId: pledge.id,
      action: 'pledge-declined',
      summary: `Did not sign a pledge of ${formatPounds(pledge.amountPence)}`,
    })
  })
}
