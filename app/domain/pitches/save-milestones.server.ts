import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeOwnPitch } from './change-own-pitch.server.ts'
import { priceProblem, type MilestoneDraft } from './milestones.ts'

/**
 * Replaces the milestones of a supplier's pitch; their sum is its price. A draft to come back to
 * may be over the limit, a pitch that has been sent may not.
 */
export async function saveMilestones(
  actor: Actor,
  pitchId: string,
  { milestones, wants }: { milestones: MilestoneDraft[]; wants: 'save' | 'later' },
) {
  return changeOwnPitch(actor, pitchId, async (tx, pitch) => {
    const problem = priceProblem(milestones, pitch.priceLimitPence)
    if (problem && (wants === 'save' || pitch.sentAt))
      throw new Refusal('invalid', problem, { field: 'price1' })
    if (pitch.sentAt && milestones.length === 0)
      throw new Refusal('invalid', 'Enter at least one milestone', { field: 'title1' })
    await tx.pitchMilestone.deleteMany({ where: { pitchId } })
    await tx.pitchMilestone.createMany({
      data: milestones.map((milestone, place) => ({ ...milestone, pitchId, position: place + 1 })),
    })
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'pitch-milestones-saved',
      summary: `Saved ${milestones.length} milestones`,
    })
    return { challengeSlug: pitch.challengeSlug }
  })
}
