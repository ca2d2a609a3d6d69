import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from './actor.ts'
import { assessSize } from './firm-size.ts'
import { readSizeTest } from './size-test.server.ts'
import { canChangeProfile, type SupplierDetailsInput } from './supplier.ts'

/**
 * Keeps what a supplier says about where and how large it is; pitches not yet sent or scored show it as it is now. Who it is
 * in law is for `changeIdentity`: operators verify that. Whether it is small or medium-sized follows from its numbers.
 */
export async function changeSupplierDetails(actor: Actor, input: SupplierDetailsInput) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  const { organisationId: id } = actor
  await transaction(async (tx) => {
    const before = await tx.supplier.findUniqueOrThrow({ where: { id } })
    const size = {
      staffCount: input.staffCount,
      turnoverPence: input.turnover ?? null,
      balanceSheetPence: input.balanceSheet ?? null,
    }
    const { isSme } = assessSize(size, await readSizeTest(tx))
    await tx.organisation.update({ where: { id }, data: { about: input.about || null } })
    await tx.supplier.update({
      where: { id },
      data: {
        town: input.town,
        serves: input.serves,
        ...size,
        isSmeDeclaredAt: isSme ? (before.isSmeDeclaredAt ?? clock.now()) : null,
      },
    })
    await record(tx, actor, {
      subjectKind: 'organisation',
      subjectId: id,
      action: 'supplier-profile-changed',
      summary: 'Changed the supplier’s profile',
    })
  })
}
