import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import type { LegalForm } from '../organisations/legal-identity.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import { listHeldCredentials } from './credential-queries.server.ts'
import { listHeldFrameworks } from './framework-queries.server.ts'
import { isToConfirm, minutesLeft, profileParts, type SupplierProfile } from './profile.ts'

/** What a supplier says about itself, as it holds today. The caller has checked who may know. */
export async function readProfile(at: Tx, supplierId: string): Promise<SupplierProfile> {
  const supplier = await at.supplier.findUnique({
    where: { id: supplierId },
    select: {
      ...{ legalForm: true, companyNumber: true, charityNumber: true, town: true },
      ...{ staffCount: true, isSmeDeclaredAt: true, serves: true },
      organisation: { select: { name: true } },
    },
  })
  invariant(supplier, 'a supplier has its row')
  const { organisation, ...details } = supplier
  return {
    ...details,
    legalForm: details.legalForm as LegalForm,
    name: organisation.name,
    services: await listServicesOf(at, supplierId),
    frameworks: await listHeldFrameworks(at, supplierId),
    credentials: await listHeldCredentials(at, supplierId),
  }
}

/** The services a firm says it works on, by name. */
export const listServicesOf = (at: Tx, supplierId: string) =>
  at.$queryRaw<{ id: number; name: string }[]>`
    select service_functions.id, service_functions.name
    from supplier_profiles cross join unnest(service_function_ids) as said (id)
      join service_functions on service_functions.id = said.id
    where supplier_profiles.id = ${supplierId}::uuid order by name, id limit 50`

/** The actor's own profile with what is missing, and when somebody of the firm last said that it holds. */
export async function getOwnProfile(actor: Actor) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const [profile, said] = await Promise.all([
    readProfile(db, actor.organisationId),
    findConfirmation(actor),
  ])
  const parts = profileParts(profile)
  return { profile, parts, minutes: minutesLeft(parts), ...said }
}

/** When somebody of the actor's firm last said that its profile holds, and whether to ask again. */
export async function findConfirmation(actor: Actor) {
  const row = canChangeProfile(actor)
    ? await db.supplierProfile.findUnique({
        where: { id: actor.organisationId },
        select: { confirmedAt: true, confirmedBy: { select: { name: true } } },
      })
    : null
  const confirmedAt = row?.confirmedAt ?? null
  return {
    confirmedAt,
    confirmedBy: row?.confirmedBy?.name,
    isToConfirm: isToConfirm(confirmedAt, clock.now()),
  }
}
