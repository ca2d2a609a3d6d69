import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeEvaluation } from './change-evaluation.server.ts'
import { assessorOf, standing } from './panel.ts'
import { getCallOf } from './panel-queries.server.ts'
import { readSheet, type SheetInput } from './score.ts'

/**
 * Keeps an assessor's own scores of one pitch, as a draft or finished. A finished sheet is locked;
 * nobody else sees it until every assessor has finished.
 */
export async function saveScores(actor: Actor, pitchId: string, input: SheetInput) {
  const { pitchCallId, criteria, challenge } = await getCallOf(pitchId)
  await changeEvaluation(pitchCallId, async (tx, { panel }) => {
    const assessor = assessorOf(actor, panel.assessors)
    if (!assessor) throw new Refusal('not-found', 'Page not found')
    const where = standing(panel, assessor.id, pitchId)
    if (where === 'finished' && input.intent === 'finish') return
    if (where === 'finished')
      throw new Refusal('conflict', 'You have finished this pitch. Its scores no longer change.')
    if (where !== 'to score')
      throw new Refusal('conflict', 'Declare first that you have no conflict with this supplier.')

    const rows = readSheet(input, criteria, (field, message) => {
      throw new Refusal('invalid', message, { field })
    })
    const savedAt = clock.now()
    for (const { criterionId, points, reason } of rows) {
      const key = { assessorId: assessor.id, pitchId, criterionId }
      await tx.score.upsert({
        where: { assessorId_pitchId_criterionId: key },
        create: { ...key, points, reason, savedAt },
        update: { points, reason, savedAt },
      })
    }
    if (input.intent === 'finish')
      await tx.scoreSheet.create({
        data: { assessorId: assessor.id, pitchId, finishedAt: savedAt },
      })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: input.intent === 'finish' ? 'scores-finished' : 'scores-saved',
      summary: input.intent === 'finish' ? 'Finished scoring' : 'Saved scores to come back to',
    })
  })
  return { challengeSlug: challenge.slug }
}
