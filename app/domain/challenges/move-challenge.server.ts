import { invariant } from '#app/core/refusal.ts'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { canFollow, type Stage } from './stage.ts'

type Move = { challengeId: string; from: Stage; to: Stage }

/**
 * Moves a challenge on. Answers false when it was not at `from` any more, so that of two at once
 * one wins and the caller can turn the other down.
 */
export async function moveChallenge(tx: Tx, { challengeId, from, to }: Move) {
  invariant(canFollow(from, to), `a challenge does not go from ${from} to ${to}`)
  const { count } = await tx.challenge.updateMany({
    where: { id: challengeId, stage: from },
    data: { stage: to, changedAt: clock.now() },
  })
  return count === 1
}
