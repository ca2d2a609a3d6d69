import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { isCouncilOfficer } from './challenge.ts'
import { canWithdrawCoSignature } from './co-signature.ts'

/** Takes back "we have this problem too". A pledge the council made stands by itself. */
export async function withdrawCoSignature(actor: Actor, challengeId: string) {
  if (!isCouncilOfficer(actor))
    throw new Refusal('forbidden', 'Only officers of your council can take this back.')
  const councilId = actor.organisationId
  return transaction(async (tx) => {
    const challenge = await tx.challenge.findUnique({
      where: { id: challengeId },
      select: { stage: true, leadCouncilId: true },
    })
    if (!challenge || challenge.stage === 'draft') throw new Refusal('not-found', 'Page not found')
    if (!canWithdrawCoSignature(challenge, councilId))
      throw new Refusal('conflict', 'Your council leads this challenge, so it always counts.')
    const { count } = await tx.coSignature.updateMany({
      where: { challengeId, councilId, withdrawnAt: null },
      data: { withdrawnAt: clock.now() },
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challengeId,
      action: 'co-signature-withdrawn',
      summary: `Took back that ${actor.organisationName} has this problem too`,
    })
  })
}
