import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from './actor.ts'
import { canChangeProfile, type SupplierProfile } from './supplier.ts'

/** What the actor's own supplier says about itself. */
export async function getSupplierProfile(actor: Actor): Promise<SupplierProfile> {
  const supplier = canChangeProfile(actor)
    ? await db.supplier.findUnique({
        where: { id: actor.organisationId },
        select: {
          companyNumber: true,
          town: true,
          staffCount: true,
          isSmeDeclaredAt: true,
          hasCyberEssentials: true,
          insurancePence: true,
        },
      })
    : null
  if (!supplier) throw new Refusal('not-found', 'Page not found')
  return { ...supplier, name: actor.organisationName }
}
