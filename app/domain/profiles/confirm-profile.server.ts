import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'

/** Says that all of a firm's profile still holds, for a year from now. It changes nothing in it. */
export async function confirmProfile(actor: Actor) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  await transaction(async (tx) => {
    const said = { confirmedAt: clock.now(), confirmedById: actor.personId }
    await tx.supplierProfile.upsert({
      where: { id: actor.organisationId },
      create: { id: actor.organisationId, ...said },
      update: said,
    })
    await record(tx, actor, {
      subjectKind: 'organisation',
      subjectId: actor.organisationId,
      action: 'supplier-profile-confirmed',
      summary: 'Said that the profile still holds',
    })
  })
}
