import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeBankDetails, type BankDetailsInput } from './bank-details.ts'

/**
 * Puts new bank details in the place of the organisation's old ones, which stay readable for what
 * was paid to them. A claim sealed to the old ones has to be made again.
 */
export async function changeBankDetails(actor: Actor, input: BankDetailsInput) {
  if (!canChangeBankDetails(actor))
    throw new Refusal('forbidden', 'Ask an administrator of your organisation to change this.')
  const organisationId = actor.organisationId
  try {
    await transaction(async (tx) => {
      await tx.bankDetails.updateMany({
        where: { organisationId, retiredAt: null },
        data: { retiredAt: clock.now() },
      })
      const details = await tx.bankDetails.create({
        data: {
          id: newId(),
          organisationId,
          ...input,
          addedById: actor.personId,
          addedAt: clock.now(),
        },
      })
      await record(tx, actor, {
        subjectKind: 'organisation',
        subjectId: organisationId,
        action: 'bank-details-changed',
        summary: 'Changed the bank details payments go to',
        detail: { bankDetailsId: details.id },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal('conflict', 'A colleague changed the bank details just now. Look again.')
    throw error
  }
}
