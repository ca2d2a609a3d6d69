import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeEvaluation } from './change-evaluation.server.ts'
import { assessorOf, canChair, isScoringFinished, listWithoutChair, standing } from './panel.ts'
import { getCallOf } from './panel-queries.server.ts'
import { isComplete, readSheet, type SheetInput } from './score.ts'

/** The chair writes down the one score per criterion the assessors agreed, each with its reason. */
export async function agreeScores(actor: Actor, pitchId: string, input: SheetInput) {
  const { pitchCallId, criteria, challenge } = await getCallOf(pitchId)
  await changeEvaluation(pitchCallId, async (tx, { panel }) => {
    const assessor = assessorOf(actor, panel.assessors)
    if (!assessor || !panel.pitches.some(({ id }) => id === pitchId))
      throw new Refusal('not-found', 'Page not found')
    if (!canChair(assessor, challenge))
      throw new Refusal('forbidden', 'The lead council’s assessor writes down the agreed scores.')
    if (!isScoringFinished(panel))
      throw new Refusal('conflict', 'Moderation begins when every assessor has finished.')
    if (listWithoutChair(panel, challenge).length > 0)
      throw new Refusal('conflict', 'Appoint a lead council assessor without a conflict first.')
    if (standing(panel, assessor.id, pitchId) === 'conflict')
      throw new Refusal('not-found', 'Page not found')

    const rows = readSheet({ ...input, intent: 'finish' }, criteria, (field, message) => {
      throw new Refusal('invalid', message, { field })
    })
    if (!isComplete(rows)) throw new Refusal('invalid', 'Agree a score for every criterion')
    const agreed = { agreedById: actor.personId, agreedAt: clock.now() }
    for (const { criterionId, points, reason } of rows)
      await tx.moderation.upsert({
        where: { pitchId_criterionId: { pitchId, criterionId } },
        create: { pitchId, criterionId, points, reason, ...agreed },
        update: { points, reason, ...agreed },
      })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'scores-agreed',
      summary: 'Wrote down the scores the assessors agreed',
    })
  })
  return { challengeSlug: challenge.slug }
}
