import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireSlot, type SlotOfDay } from './require-slot.server.ts'
import type { SlotQuestionInput } from './slot-question.ts'

/**
 * Asks about one slot, in public. A question about a demo stays with the firm that shows it, wherever
 * it moves. The operation key becomes the question's id, so sent twice it is there once.
 */
export async function askInWriting(actor: Actor, where: SlotOfDay, input: SlotQuestionInput) {
  try {
    await transaction(async (tx) => {
      const slot = await requireSlot(tx, where)
      await tx.slotQuestion.create({
        data: {
          id: input.operationKey,
          slotId: slot.id,
          bookingId: slot.booking?.id ?? null,
          text: input.text,
          askedById: actor.personId,
          askedForId: actor.organisationId,
          askedAt: clock.now(),
        },
      })
      await record(tx, actor, {
        subjectKind: 'market-day',
        subjectId: slot.marketDayId,
        action: 'slot-question-asked',
        summary: 'Asked a question in writing',
        detail: { questionId: input.operationKey, slotId: slot.id },
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'slot_questions_pkey')) throw error
  }
}
