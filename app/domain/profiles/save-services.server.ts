import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import type { ServicesInput } from './profile.ts'

/** Keeps which services of the register a firm says it works on. Councils find it by them. */
export async function saveServices(actor: Actor, { services }: ServicesInput) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  await transaction(async (tx) => {
    const known = await tx.serviceFunction.count({ where: { id: { in: services } } })
    if (known < services.length)
      throw new Refusal('invalid', 'Choose services from the list', { field: 'services' })
    const said = { serviceFunctionIds: services }
    await tx.supplierProfile.upsert({
      where: { id: actor.organisationId },
      create: { id: actor.organisationId, ...said },
      update: said,
    })
    await record(tx, actor, {
      subjectKind: 'organisation',
      subjectId: actor.organisationId,
      action: 'supplier-profile-changed',
      summary: 'Changed the services the firm works on',
    })
  })
}
