import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from './actor.ts'
import type { LegalForm } from './legal-identity.ts'
import { canChangeProfile, type SupplierProfile } from './supplier.ts'

/** What the actor's own supplier says about itself. */
export async function getSupplierProfile(actor: Actor): Promise<SupplierProfile> {
  const supplier = canChangeProfile(actor)
    ? await db.supplier.findUnique({
        where: { id: actor.organisationId },
        select: {
          legalForm: true,
          companyNumber: true,
          charityNumber: true,
          town: true,
          staffCount: true,
          isSmeDeclaredAt: true,
          hasCyberEssentials: true,
          insurancePence: true,
        },
      })
    : null
  if (!supplier) throw new Refusal('not-found', 'Page not found')
  const legalForm = supplier.legalForm as LegalForm
  return { ...supplier, legalForm, name: actor.organisationName }
}
