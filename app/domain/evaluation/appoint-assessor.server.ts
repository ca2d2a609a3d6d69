import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getChallengeHead } from '../pitches/challenge-queries.server.ts'
import { changeEvaluation, refuseOnceModerated } from './change-evaluation.server.ts'
import { canRunEvaluation } from './panel.ts'
import { getPitchCallId, listPossibleAssessors } from './panel-queries.server.ts'

/** Puts an officer of a council that pledged or co-signed on the panel of a challenge. */
export async function appointAssessor(
  actor: Actor,
  slug: string,
  { membershipId }: { membershipId: string },
) {
  const challenge = await getChallengeHead(slug)
  if (!canRunEvaluation(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can appoint assessors.')
  const pitchCallId = await getPitchCallId(challenge.id)
  const chosen = (await listPossibleAssessors(challenge.id, pitchCallId)).find(
    (each) => each.membershipId === membershipId,
  )
  if (!chosen)
    throw new Refusal('invalid', 'Choose an officer of a council that pledged or co-signed', {
      field: 'membershipId',
    })
  try {
    const appoint = async (tx: Tx) => {
      await refuseOnceModerated(tx, pitchCallId)
      const { personId, councilId } = chosen
      const appointed = { appointedById: actor.personId, appointedAt: clock.now() }
      await tx.assessor.create({ data: { pitchCallId, personId, councilId, ...appointed } })
      await record(tx, actor, {
        subjectKind: 'challenge',
        subjectId: challenge.id,
        action: 'assessor-appointed',
        summary: `Appointed ${chosen.name} of ${chosen.councilName} to score pitches`,
        about: [councilId],
      })
    }
    await changeEvaluation(pitchCallId, appoint)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'This person is on the panel already.')
  }
}
