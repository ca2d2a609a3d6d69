import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import { getOwnFramework } from './framework-queries.server.ts'

/** Says that a firm is not on a framework, or not any more. The row stays; pitches sent before keep it. */
export async function endFrameworkPlace(actor: Actor, id: string) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const place = await getOwnFramework(actor, id)
  await transaction(async (tx) => {
    const { count } = await tx.frameworkPlace.updateMany({
      where: { id, supplierId: actor.organisationId, endedAt: null },
      data: { endedById: actor.personId, endedAt: clock.now() },
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'organisation',
      subjectId: actor.organisationId,
      action: 'framework-ended',
      summary: `Said the firm is not on ${place.name}`,
      detail: { placeId: id },
    })
  })
}
