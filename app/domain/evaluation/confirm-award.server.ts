import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDate } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getChallengeHead } from '../pitches/challenge-queries.server.ts'
import type { AwardStep } from './award.ts'
import { canRunEvaluation } from './panel.ts'
import { isStandstillOver } from './standstill.ts'

/** Makes a published award final once its standstill is over; from here the work may start. Sent twice it happens once. */
export async function confirmAward(actor: Actor, slug: string, { operationKey: key }: AwardStep) {
  const challenge = await getChallengeHead(slug)
  if (!canRunEvaluation(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can confirm the award.')
  const body = { challengeId: challenge.id, personId: actor.personId }
  await transaction(async (tx) => {
    if (!(await startOperation(tx, actor, { verb: 'confirm-award', key, body }))) return
    const award = await tx.award.findUnique({ where: { challengeId: challenge.id } })
    if (!award?.standstillEndsOn)
      throw new Refusal('conflict', 'There is no published award to confirm.')
    const confirmedAt = clock.now()
    if (!isStandstillOver(award, confirmedAt))
      throw new Refusal(
        'conflict',
        `The standstill runs to the end of ${formatDate(award.standstillEndsOn)}. Confirm after that.`,
      )
    const { count } = await tx.award.updateMany({
      where: { id: award.id, confirmedAt: null },
      data: { confirmedAt, confirmedById: actor.personId },
    })
    if (count !== 1) throw new Refusal('conflict', 'The award is confirmed already.')
    const move = { challengeId: challenge.id, from: 'funded', to: 'awarded' } as const
    if (!(await moveChallenge(tx, move)))
      throw new Refusal('conflict', 'This challenge is no longer waiting for an award.')
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challenge.id,
      action: 'award-confirmed',
      summary: 'Confirmed the award after the standstill',
      about: [award.supplierId],
    })
  })
}
