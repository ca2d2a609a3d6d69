import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'

/** Throws a draft away for good. What is published is never deleted. */
export async function discardDraft(actor: Actor, challengeId: string) {
  return transaction(async (tx) => {
    const draft = await lockOwnChallenge(tx, actor, challengeId)
    if (draft.stage !== 'draft')
      throw new Refusal('conflict', 'This challenge is published, so it cannot be deleted.')
    await tx.challenge.delete({ where: { id: challengeId } })
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challengeId,
      action: 'draft-discarded',
      summary: `Deleted the draft “${draft.title}”`,
    })
  })
}
