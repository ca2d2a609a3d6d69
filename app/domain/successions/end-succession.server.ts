import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { getSuccession } from './queries.server.ts'
import { canSeeSuccessions, sayWhat } from './succession.ts'
import { tellSuccession } from './tell-succession.server.ts'

/** Withdraws a succession that has not happened, proposed or confirmed. A council that was made for it stays on the register. */
export async function endSuccession(actor: Actor, id: string, { reason }: { reason: string }) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'There is no such succession.')
  await transaction(async (tx) => {
    await lockSuccession(tx, id)
    const succession = await getSuccession(actor, id, tx)
    const { state } = succession
    if (state === 'happened' || state === 'withdrawn')
      throw new Refusal('conflict', 'It has happened or was withdrawn. Look at it again.')
    await tx.succession.update({
      where: { id, happenedAt: null, endedAt: null },
      data: { endedById: actor.personId, endedAt: clock.now(), endedReason: reason },
    })
    await tx.novation.updateMany({
      where: { successionId: id, happenedAt: null, endedAt: null },
      data: { endedById: actor.personId, endedAt: clock.now() },
    })
    await tx.successionPredecessor.updateMany({
      where: { successionId: id },
      data: { isLive: false },
    })
    await record(tx, actor, {
      subjectKind: 'succession',
      subjectId: id,
      action: 'succession-withdrawn',
      summary: `Withdrew: ${sayWhat(succession)}`,
      detail: { reason },
    })
    await tellSuccession(tx, id, 'withdrawn')
  })
}
