import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getChallengeHead, findMoneyFor } from '../pitches/challenge-queries.server.ts'
import { isClosed } from '../pitches/pitch-call.ts'
import { findPitchCall, readSentPitch } from '../pitches/queries.server.ts'
import { awardState } from './award.ts'
import { findAward } from './award-queries.server.ts'
import {
  assessorOf,
  canChair,
  canRunEvaluation,
  isScoringFinished,
  isShortOfAssessors,
  listWithoutChair,
  progressOf,
  standing,
} from './panel.ts'
import { getCallOf, getPanel, listPossibleAssessors } from './panel-queries.server.ts'
import { mayBeAwarded, rankPitches } from './result.ts'
import { listEntries } from './result-queries.server.ts'

const nothing = () => new Refusal('not-found', 'Page not found')

/** What the lead council's officers and the panel share; to anybody else it does not exist. */
async function openEvaluation(actor: Actor, slug: string) {
  const challenge = await getChallengeHead(slug)
  const call = await findPitchCall(challenge.id)
  if (!call) throw nothing()
  const panel = await getPanel(call.id)
  const assessor = assessorOf(actor, panel.assessors)
  const canRun = canRunEvaluation(actor, challenge)
  if (!canRun && !assessor) throw nothing()
  const award = await db.award.findUnique({ where: { pitchCallId: call.id } })
  return { challenge, call, panel, assessor, canRun, award }
}

/** The evaluation page: the panel and how far it is, in counts. No score of anybody is in it. */
export async function getEvaluation(actor: Actor, slug: string) {
  const { challenge, call, panel, assessor, canRun, award } = await openEvaluation(actor, slug)
  const progress = progressOf(panel)
  const withoutChair = new Set(listWithoutChair(panel, challenge).map(({ id }) => id))
  return {
    challenge,
    call,
    canRun,
    isClosed: isClosed(call, clock.now()),
    isScoringFinished: isScoringFinished(panel),
    awardState: award ? awardState(award, clock.now()) : undefined,
    assessors: panel.assessors.map((each) => ({
      ...each,
      hasBegun: panel.declarations.some(({ assessorId }) => assessorId === each.id),
      isYou: each.id === assessor?.id,
    })),
    pitches: panel.pitches.map(({ id, reference, supplierName }, place) => ({
      id,
      reference,
      supplierName,
      progress: progress[place],
      yours: assessor && standing(panel, assessor.id, id),
      isShort: progress[place] ? isShortOfAssessors(progress[place]) : false,
      hasNoChair: withoutChair.has(id),
    })),
    candidates: canRun && !award ? await listPossibleAssessors(challenge.id, call.id) : [],
  }
}

async function getOwnPlace(actor: Actor, pitchId: string) {
  const { pitchCallId, criteria, challenge } = await getCallOf(pitchId)
  const panel = await getPanel(pitchCallId)
  const assessor = assessorOf(actor, panel.assessors)
  const pitch = panel.pitches.find(({ id }) => id === pitchId)
  if (!assessor || !pitch) throw nothing()
  return { challenge, criteria, panel, assessor, pitch }
}

/** What an assessor is asked about before a pitch opens: only who sent it. */
export async function getDeclaration(actor: Actor, pitchId: string) {
  const { challenge, panel, assessor, pitch } = await getOwnPlace(actor, pitchId)
  const declared = await db.conflictDeclaration.findUnique({
    where: { assessorId_pitchId: { assessorId: assessor.id, pitchId } },
  })
  const { reference, supplierName } = pitch
  return {
    challenge,
    reference,
    supplierName,
    standing: standing(panel, assessor.id, pitchId),
    declared: declared ?? undefined,
  }
}

/** A pitch, open to an assessor who declared no conflict, with that assessor's own scores. */
export async function getPitchToScore(actor: Actor, pitchId: string) {
  const { challenge, criteria, panel, assessor } = await getOwnPlace(actor, pitchId)
  const where = standing(panel, assessor.id, pitchId)
  if (where === 'to declare' || where === 'conflict')
    return { challenge, pitchId, standing: where, pitch: undefined }
  const own = await db.score.findMany({ where: { assessorId: assessor.id, pitchId } })
  return {
    challenge,
    pitchId,
    standing: where,
    pitch: await readSentPitch(pitchId),
    criteria: criteria.map((criterion) => ({
      ...criterion,
      own: own.find(({ criterionId }) => criterionId === criterion.id),
    })),
  }
}

/** All sheets side by side, once everybody has finished; a pitch stays closed to who has a conflict. */
export async function getModeration(actor: Actor, slug: string) {
  const { challenge, call, panel, assessor, award } = await openEvaluation(actor, slug)
  if (!isScoringFinished(panel)) return { challenge, isReady: false as const, pitches: [] }
  const open = panel.pitches.filter(
    ({ id }) => !assessor || standing(panel, assessor.id, id) !== 'conflict',
  )
  const inThese = { pitchId: { in: open.map(({ id }) => id) } }
  const [scores, agreed] = await Promise.all([
    db.score.findMany({ where: inThese }),
    db.moderation.findMany({ where: inThese }),
  ])
  const pitches = open.map(({ id, reference, supplierName }) => {
    const judges = panel.assessors.filter((each) => standing(panel, each.id, id) === 'finished')
    const criteria = call.criteria.map((criterion) => ({
      ...criterion,
      agreed: agreed.find((each) => each.pitchId === id && each.criterionId === criterion.id),
      scores: judges.map((judge) => ({
        assessorName: judge.name,
        councilName: judge.councilName,
        ...scores.find(
          (each) =>
            each.assessorId === judge.id &&
            each.pitchId === id &&
            each.criterionId === criterion.id,
        ),
      })),
    }))
    const isAgreed = criteria.every((criterion) => criterion.agreed)
    return { id, reference, supplierName, criteria, isAgreed }
  })
  const canAgree = canChair(assessor, challenge) && !award
  return { challenge, isReady: true as const, canAgree, pitches }
}

/** The ranked result for the lead council, and what is left to do about the award. */
export async function getResult(actor: Actor, slug: string) {
  const { challenge, call, panel, canRun, award } = await openEvaluation(actor, slug)
  if (!canRun) throw nothing()
  const { entries, isModerated } = await listEntries(db, { pitchCallId: call.id, panel })
  const money = await findMoneyFor(challenge.id)
  const raisedPence = money?.isFunded ? money.mostPence : 0n
  const ranked = isModerated ? rankPitches(entries, raisedPence) : []
  return {
    challenge,
    criteria: call.criteria,
    isModerated,
    isFunded: money?.isFunded === true,
    raisedPence,
    ranked,
    choices: mayBeAwarded(ranked).map(({ pitchId }) => pitchId),
    award: award && { ...award, state: awardState(award, clock.now()) },
  }
}

export type AwardResult = Awaited<ReturnType<typeof getResult>>

/** One pitch of the moderation, under the same rules. */
export async function getPitchToModerate(actor: Actor, pitchId: string) {
  const { challenge } = await getCallOf(pitchId)
  const moderation = await getModeration(actor, challenge.slug)
  const pitch = moderation.pitches.find(({ id }) => id === pitchId)
  if (!moderation.isReady || !pitch) throw nothing()
  return { challenge: moderation.challenge, canAgree: moderation.canAgree, pitch }
}

/** The public award, and beside it the ranked result for officers of the lead council. */
export async function getAwardPage(actor: Actor | undefined, slug: string) {
  const challenge = await getChallengeHead(slug)
  const award = await findAward(challenge.id)
  const canSeeResult = actor && canRunEvaluation(actor, challenge)
  if (!canSeeResult && !award) throw nothing()
  return { challenge, award, result: canSeeResult ? await getResult(actor, slug) : undefined }
}
