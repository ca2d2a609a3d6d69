import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'
import { tellFollowers } from './tell-followers.server.ts'
import type { UpdateInput } from './update.ts'

/** Tells everybody what is new about a challenge; its followers also by email. */
export async function postUpdate(actor: Actor, challengeId: string, input: UpdateInput) {
  try {
    await transaction(async (tx) => {
      await lockOwnChallenge(tx, actor, challengeId)
      await writeUpdate(tx, actor, { challengeId, ...input })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}

/** The operation key becomes the update's id, so a form sent twice posts once. */
export async function writeUpdate(
  tx: Tx,
  actor: Actor,
  { operationKey, ...update }: UpdateInput & { challengeId: string },
) {
  await tx.challengeUpdate.create({
    data: { id: operationKey, ...update, postedById: actor.personId, postedAt: clock.now() },
  })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: update.challengeId,
    action: 'update-posted',
    summary: `Posted the update “${update.title}”`,
  })
  await tellFollowers(tx, {
    challengeId: update.challengeId,
    newsId: operationKey,
    headline: update.title,
    text: update.body,
    byId: actor.personId,
  })
}
