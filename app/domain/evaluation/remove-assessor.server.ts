import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getChallengeHead } from '../pitches/challenge-queries.server.ts'
import { changeEvaluation } from './change-evaluation.server.ts'
import { canRunEvaluation } from './panel.ts'
import { getPitchCallId } from './panel-queries.server.ts'

/** Takes somebody off the panel who has not declared anything yet; after that their record stays. */
export async function removeAssessor(actor: Actor, slug: string, assessorId: string) {
  const challenge = await getChallengeHead(slug)
  if (!canRunEvaluation(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can change the panel.')
  const pitchCallId = await getPitchCallId(challenge.id)
  await changeEvaluation(pitchCallId, async (tx, { panel }) => {
    const assessor = panel.assessors.find(({ id }) => id === assessorId)
    if (!assessor) throw new Refusal('not-found', 'This person is not on the panel.')
    if (panel.declarations.some((each) => each.assessorId === assessorId))
      throw new Refusal('conflict', `${assessor.name} has begun, so they stay on the panel.`)
    await tx.assessor.delete({ where: { id: assessorId } })
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challenge.id,
      action: 'assessor-removed',
      summary: `Took ${assessor.name} of ${assessor.councilName} off the panel`,
    })
  })
}
