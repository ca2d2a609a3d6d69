import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { record } from '../audit/record.server.ts'
import { lockPublicChallenge } from './lock-challenge.server.ts'

/** Sends a person an email whenever the lead council posts an update or answers a question. */
export async function followChallenge(actor: Actor, challengeId: string) {
  await transaction(async (tx) => {
    await lockPublicChallenge(tx, challengeId)
    const { count } = await tx.follow.createMany({
      data: { challengeId, personId: actor.personId, followedAt: clock.now() },
      skipDuplicates: true,
    })
    if (count > 0) await recordFollow(tx, actor, { challengeId, follows: true })
  })
}

/** Stops those emails. */
export async function unfollowChallenge(actor: Actor, challengeId: string) {
  await transaction(async (tx) => {
    const { count } = await tx.follow.deleteMany({
      where: { challengeId, personId: actor.personId },
    })
    if (count > 0) await recordFollow(tx, actor, { challengeId, follows: false })
  })
}

const recordFollow = (
  tx: Parameters<typeof record>[0],
  actor: Actor,
  { challengeId, follows }: { challengeId: string; follows: boolean },
) =>
  record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challengeId,
    action: follows ? 'challenge-followed' : 'challenge-unfollowed',
    summary: follows ? 'Followed this challenge' : 'Stopped following this challenge',
  })
