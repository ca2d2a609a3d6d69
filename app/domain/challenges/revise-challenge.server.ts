import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'
import { noteChange, refuseStale } from './part-changes.server.ts'
import { writeUpdate } from './post-update.server.ts'
import type { RevisionInput } from './update.ts'

const part = 'published'

/**
 * Changes the words of a published challenge. What changed, and why, becomes an update that all can read,
 * so that nobody who pledged finds another problem than the one they knew.
 */
export async function reviseChallenge(actor: Actor, challengeId: string, input: RevisionInput) {
  const { seenAt, operationKey, note, ...words } = input
  try {
    await transaction(async (tx) => {
      const { changedAt: before } = await lockOwnChallenge(tx, actor, challengeId)
      await refuseStale(tx, actor, { challengeId, seenAt, parts: [part] })
      const changedAt = await noteChange(tx, actor, { challengeId, part, before })
      await tx.challenge.update({ where: { id: challengeId }, data: { ...words, changedAt } })
      const title = 'The description changed'
      await writeUpdate(tx, actor, { challengeId, operationKey, title, body: note })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}
