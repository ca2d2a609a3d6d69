import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeOwnPitch } from './change-own-pitch.server.ts'

/** Takes a supplier's pitch back before closing: nobody reads or scores it. Its draft stays. */
export async function withdrawPitch(actor: Actor, pitchId: string) {
  return changeOwnPitch(actor, pitchId, async (tx, pitch) => {
    await tx.pitch.update({ where: { id: pitchId }, data: { withdrawnAt: pitch.now } })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'pitch-withdrawn',
      summary: 'Withdrew the pitch',
    })
    return { challengeSlug: pitch.challengeSlug }
  })
}
