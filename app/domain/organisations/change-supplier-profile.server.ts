import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from './actor.ts'
import { canChangeProfile, type SupplierProfileInput } from './supplier.ts'

/** Keeps what a supplier says about itself; pitches not yet sent or scored show it as it is now. */
export async function changeSupplierProfile(actor: Actor, input: SupplierProfileInput) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  try {
    await transaction(async (tx) => {
      const before = await tx.supplier.findUniqueOrThrow({ where: { id: actor.organisationId } })
      await tx.supplier.update({
        where: { id: actor.organisationId },
        data: {
          companyNumber: input.companyNumber,
          town: input.town,
          staffCount: input.staffCount,
          isSmeDeclaredAt: input.isSme ? (before.isSmeDeclaredAt ?? clock.now()) : null,
          hasCyberEssentials: input.hasCyberEssentials,
          insurancePence: input.insurance ?? null,
        },
      })
      await record(tx, actor, {
        subjectKind: 'organisation',
        subjectId: actor.organisationId,
        action: 'supplier-profile-changed',
        summary: 'Changed the supplier’s profile',
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('invalid', 'Another supplier here has this company number', {
      field: 'companyNumber',
    })
  }
}
