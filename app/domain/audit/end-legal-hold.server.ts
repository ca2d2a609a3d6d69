import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canKeepHolds, type EndHoldInput } from './legal-hold.ts'
import { record } from './record.server.ts'

/** Ends a legal hold. What is past its time goes with the next night's jobs; nobody is erased who does not ask again. */
export async function endLegalHold(actor: Actor, id: string, { reason }: EndHoldInput) {
  if (!canKeepHolds(actor)) throw new Refusal('not-found', 'Page not found')
  await transaction(async (tx) => {
    const hold = await tx.legalHold.findUnique({
      where: { id },
      select: { organisationId: true },
    })
    if (!hold) throw new Refusal('not-found', 'Page not found')
    const { count } = await tx.legalHold.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: clock.now(), endedById: actor.personId, endedReason: reason },
    })
    if (count === 0) throw new Refusal('conflict', 'This hold has ended already.')
    await record(tx, actor, {
      subjectKind: 'legal-hold',
      subjectId: id,
      action: 'legal-hold-ended',
      summary: 'Ended a legal hold',
      about: hold.organisationId ? [hold.organisationId] : [],
    })
  })
}
