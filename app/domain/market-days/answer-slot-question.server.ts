import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canAnswer } from './slot-question.ts'

/** Answers a question once, for everybody to read. What is said stays said: it cannot be changed. */
export async function answerSlotQuestion(actor: Actor, questionId: string, answer: string) {
  return transaction(async (tx) => {
    const question = await tx.slotQuestion.findFirst({
      where: { id: questionId, slot: { marketDay: { publishedAt: { not: null } } } },
      select: {
        slot: { select: { marketDayId: true } },
        booking: { select: { supplierId: true } },
      },
    })
    if (!question) throw new Refusal('not-found', 'Page not found')
    const firm = question.booking && { id: question.booking.supplierId }
    if (!canAnswer(actor, firm))
      throw new Refusal('forbidden', 'Only the firm that shows the demo answers this question.')
    const { count } = await tx.slotQuestion.updateMany({
      where: { id: questionId, answeredAt: null },
      data: { answer, answeredAt: clock.now() },
    })
    if (count === 0)
      throw new Refusal('conflict', 'A colleague has answered this already. Their answer stands.')
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: question.slot.marketDayId,
      action: 'slot-question-answered',
      summary: 'Answered a question in writing',
      detail: { questionId },
    })
  })
}
