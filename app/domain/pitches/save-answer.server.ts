import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeOwnPitch } from './change-own-pitch.server.ts'
import { answerProblem, type AnswerInput } from './pitch.ts'

/**
 * Keeps a supplier's answer to one question. A draft to come back to may be too long; in a pitch
 * that has been sent the new answer counts at once, so there it must be whole.
 */
export async function saveAnswer(
  actor: Actor,
  { pitchId, position }: { pitchId: string; position: number },
  input: AnswerInput,
) {
  return changeOwnPitch(actor, pitchId, async (tx, pitch) => {
    const questions = await tx.pitchQuestion.findMany({
      where: { pitchCallId: pitch.pitchCallId },
    })
    const question = questions.find((each) => each.position === position)
    if (!question) throw new Refusal('not-found', 'Page not found')
    const problem = answerProblem(input.text, question.maximumWords)
    if (problem && (input.intent === 'continue' || pitch.sentAt))
      throw new Refusal('invalid', problem, { field: 'text' })
    await tx.pitchAnswer.upsert({
      where: { pitchId_questionId: { pitchId, questionId: question.id } },
      create: { pitchId, questionId: question.id, text: input.text, savedAt: pitch.now },
      update: { text: input.text, savedAt: pitch.now },
    })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'pitch-answer-saved',
      summary: `Saved the answer to question ${position}`,
    })
    return { challengeSlug: pitch.challengeSlug, isLast: position === questions.length }
  })
}
