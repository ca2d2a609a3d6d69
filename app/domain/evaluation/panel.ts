import { hasRole, type Actor } from '../organisations/actor.ts'

/** Fewer would be one person's opinion. */
const FEWEST_ASSESSORS = 2

export type Assessor = { id: string; personId: string; councilId: string }
type Declaration = { assessorId: string; pitchId: string; hasConflict: boolean }
type FinishedSheet = { assessorId: string; pitchId: string }

export type Panel<P extends { id: string } = { id: string }, A extends Assessor = Assessor> = {
  pitches: P[]
  assessors: A[]
  declarations: Declaration[]
  sheets: FinishedSheet[]
}

/** An officer of the lead council appoints the panel, decides, publishes and confirms. */
export const canRunEvaluation = (actor: Actor, challenge: { leadCouncilId: string }) =>
  hasRole(actor, 'officer') && actor.organisationId === challenge.leadCouncilId

/** The assessor an actor is, while acting for the council that stands behind them. */
export const assessorOf = <A extends Assessor>(actor: Actor, assessors: readonly A[]) =>
  assessors.find(
    (each) => each.personId === actor.personId && each.councilId === actor.organisationId,
  )

/** The lead council's own assessor chairs moderation, though not of a pitch they have a conflict with. */
export const canChair = (
  assessor: Assessor | undefined,
  challenge: { leadCouncilId: string },
): assessor is Assessor => assessor?.councilId === challenge.leadCouncilId

export type Standing = 'to declare' | 'conflict' | 'to score' | 'finished'

/** Where one assessor is with one pitch. */
export function standing(panel: Panel, assessorId: string, pitchId: string): Standing {
  const isThis = (each: { assessorId: string; pitchId: string }) =>
    each.assessorId === assessorId && each.pitchId === pitchId
  const declaration = panel.declarations.find(isThis)
  if (!declaration) return 'to declare'
  if (declaration.hasConflict) return 'conflict'
  return panel.sheets.some(isThis) ? 'finished' : 'to score'
}

export type PitchProgress = { pitchId: string } & Record<Standing, number>

/** How far the panel is with each pitch, in counts only: nobody's scores are in it. */
export function progressOf(panel: Panel): PitchProgress[] {
  return panel.pitches.map(({ id: pitchId }) => {
    const count = (wanted: Standing) =>
      panel.assessors.filter(({ id }) => standing(panel, id, pitchId) === wanted).length
    return {
      pitchId,
      'to declare': count('to declare'),
      conflict: count('conflict'),
      'to score': count('to score'),
      finished: count('finished'),
    }
  })
}

/** A pitch that cannot get two assessors without a conflict, whatever the others still declare. */
export const isShortOfAssessors = (progress: PitchProgress) =>
  progress['to declare'] + progress['to score'] + progress.finished < FEWEST_ASSESSORS

/** Every assessor has finished every pitch open to them, and each pitch has two. */
export const isScoringFinished = (panel: Panel) =>
  panel.pitches.length > 0 &&
  progressOf(panel).every(
    (each) =>
      each['to declare'] === 0 && each['to score'] === 0 && each.finished >= FEWEST_ASSESSORS,
  )

/** Pitches whose scores nobody could write down: every assessor of the lead council has a conflict. */
export const listWithoutChair = <P extends { id: string }>(
  panel: Panel<P>,
  challenge: { leadCouncilId: string },
): P[] =>
  panel.pitches.filter(
    (pitch) =>
      !panel.assessors.some(
        (assessor) =>
          canChair(assessor, challenge) && standing(panel, assessor.id, pitch.id) !== 'conflict',
      ),
  )
