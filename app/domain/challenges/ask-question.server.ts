import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockPublicChallenge } from './lock-challenge.server.ts'
import { canAsk, type AskInput } from './question.ts'

/**
 * Puts a question to the lead council. It is read by all once it is answered, never before.
 * The operation key becomes its id, so a form sent twice asks once.
 */
export async function askQuestion(actor: Actor, challengeId: string, input: AskInput) {
  if (!canAsk(actor)) throw new Refusal('forbidden', 'Ask your organisation for a role first.')
  try {
    await transaction(async (tx) => {
      await lockPublicChallenge(tx, challengeId)
      await tx.question.create({
        data: {
          id: input.operationKey,
          challengeId,
          text: input.text,
          askedById: actor.personId,
          askedForId: actor.organisationId,
          askedAt: clock.now(),
        },
      })
      await record(tx, actor, {
        subjectKind: 'question',
        subjectId: input.operationKey,
        action: 'question-asked',
        summary: 'Asked a question',
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}
