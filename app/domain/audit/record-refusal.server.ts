import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { HOUR_MS } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { record } from './record.server.ts'
import { refusedAction, type RefusedAct } from './refused-act.ts'

/**
 * Puts on record that somebody was refused something protected: who, for whom, what, when and from
 * which network. The same again within the hour is not written again, so however often it is tried, a
 * person fills at most one record an hour for each address there is.
 */
export async function recordRefusal(actor: Actor, refused: RefusedAct) {
  const { act, summary, network, reference } = refused
  const hour = new Date(Math.floor(clock.real().getTime() / HOUR_MS) * HOUR_MS)
  await transaction(async (tx) => {
    const { count } = await tx.refusalHour.createMany({
      data: [{ personId: actor.personId, act, hour }],
      skipDuplicates: true,
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: actor.personId,
      action: refusedAction,
      summary: summary.slice(0, 300),
      detail: { act, network, reference },
    })
  })
}
