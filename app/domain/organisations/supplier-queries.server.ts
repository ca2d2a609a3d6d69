import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from './actor.ts'
import { assessSize } from './firm-size.ts'
import type { LegalForm } from './legal-identity.ts'
import { readSizeTest } from './size-test.server.ts'
import { canChangeProfile } from './supplier.ts'

/** What the actor's own supplier says about where and how large it is, with what its numbers make it in law. */
export async function getSupplierDetails(actor: Actor) {
  const supplier = canChangeProfile(actor)
    ? await db.supplier.findUnique({
        where: { id: actor.organisationId },
        select: {
          legalForm: true,
          companyNumber: true,
          charityNumber: true,
          town: true,
          serves: true,
          staffCount: true,
          turnoverPence: true,
          balanceSheetPence: true,
          isSmeDeclaredAt: true,
          organisation: { select: { about: true } },
        },
      })
    : null
  if (!supplier) throw new Refusal('not-found', 'Page not found')
  const { organisation, ...said } = supplier
  const legalForm = said.legalForm as LegalForm
  const size = assessSize(said, await readSizeTest())
  return { ...said, legalForm, name: actor.organisationName, about: organisation.about, size }
}
