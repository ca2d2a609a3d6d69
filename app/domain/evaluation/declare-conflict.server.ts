import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { accountsOf, type Actor } from '../organisations/actor.ts'
import type { DeclarationInput } from './award.ts'
import { changeEvaluation, refuseOnceModerated } from './change-evaluation.server.ts'
import { assessorOf, standing } from './panel.ts'
import { getCallOf } from './panel-queries.server.ts'

/**
 * Keeps an assessor's word on whether they have a conflict of interest with a supplier. Without one
 * the pitch opens to them; with one it stays closed, and what they scored no longer counts.
 */
export async function declareConflict(actor: Actor, pitchId: string, input: DeclarationInput) {
  const { pitchCallId, supplierId } = await getCallOf(pitchId)
  await changeEvaluation(pitchCallId, async (tx, { panel }) => {
    const assessor = assessorOf(actor, panel.assessors)
    if (!assessor || !panel.pitches.some(({ id }) => id === pitchId))
      throw new Refusal('not-found', 'Page not found')
    await refuseOnceModerated(tx, pitchCallId)
    if (standing(panel, assessor.id, pitchId) === 'conflict' && !input.hasConflict)
      throw new Refusal(
        'conflict',
        'You have declared a conflict, so this pitch stays closed to you.',
      )
    if (!input.hasConflict) await refuseMembers(tx, actor, supplierId)

    const declaration = { ...input, declaredAt: clock.now() }
    await tx.conflictDeclaration.upsert({
      where: { assessorId_pitchId: { assessorId: assessor.id, pitchId } },
      create: { assessorId: assessor.id, pitchId, ...declaration },
      update: declaration,
    })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'conflict-declared',
      summary: input.hasConflict
        ? 'Declared a conflict of interest'
        : 'Declared no conflict of interest',
    })
  })
}

async function refuseMembers(tx: Tx, actor: Actor, supplierId: string) {
  const membership = await tx.membership.findFirst({
    where: { personId: { in: accountsOf(actor) }, organisationId: supplierId },
  })
  if (membership)
    throw new Refusal(
      'conflict',
      'You belong to this supplier, so you have a conflict of interest.',
      {
        field: 'conflict',
      },
    )
}
