import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'
import type { AnswerInput } from './question.ts'
import { tellFollowers } from './tell-followers.server.ts'

/** Publishes the lead council's answer, with the question, to everybody at the same moment. */
export async function answerQuestion(actor: Actor, questionId: string, { text }: AnswerInput) {
  return transaction(async (tx) => {
    const question = await tx.question.findUnique({
      where: { id: questionId },
      select: { challengeId: true, text: true, askedById: true },
    })
    if (!question) throw new Refusal('not-found', 'Page not found')
    const { slug } = await lockOwnChallenge(tx, actor, question.challengeId)
    const answered = await tx.answer.findUnique({
      where: { id: questionId },
      select: { text: true, answeredBy: { select: { name: true } } },
    })
    if (answered?.text === text) return { slug }
    if (answered)
      throw new Refusal(
        'conflict',
        `${answered.answeredBy.name} has answered this already, and the answer is public. ` +
          'Post an update if there is more to say.',
      )
    await tx.answer.create({
      data: { id: questionId, text, answeredById: actor.personId, answeredAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'question',
      subjectId: questionId,
      action: 'question-answered',
      summary: 'Answered a question',
    })
    await tellFollowers(tx, {
      challengeId: question.challengeId,
      newsId: questionId,
      headline: 'A question is answered',
      text: `${question.text}\n${text}`,
      byId: actor.personId,
      askedById: question.askedById,
    })
    return { slug }
  })
}
