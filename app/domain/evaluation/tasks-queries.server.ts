import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { isClosed } from '../pitches/pitch-call.ts'
import { listPitchesOf } from '../pitches/queries.server.ts'
import { awardState } from './award.ts'
import { assessorOf, canChair, isScoringFinished, standing, type Panel } from './panel.ts'
import { getPanel } from './panel-queries.server.ts'

export type WaitingTask = { href: string; title: string; detail: string; by?: Date }

/** What waits for this person about pitches and their evaluation, most urgent first. */
export async function listEvaluationTasks(actor: Actor): Promise<WaitingTask[]> {
  if (actor.organisationKind === 'supplier') return listSupplierTasks(actor)
  if (actor.organisationKind !== 'council') return []
  const calls = await db.pitchCall.findMany({
    where: {
      OR: [
        { challenge: { leadCouncilId: actor.organisationId } },
        { assessors: { some: { personId: actor.personId, councilId: actor.organisationId } } },
      ],
      award: { is: null },
    },
    include: { challenge: true },
    orderBy: { closesAt: 'asc' },
    take: 50,
  })
  const waiting: WaitingTask[] = []
  for (const call of calls) waiting.push(...(await listCallTasks(actor, call)))
  return [...(await listAwardTasks(actor)), ...waiting]
}

type CallRow = {
  id: string
  closesAt: Date
  challenge: {
    slug: string | null
    title: string
    shortTitle: string | null
    leadCouncilId: string
  }
}

async function listCallTasks(actor: Actor, call: CallRow): Promise<WaitingTask[]> {
  if (!isClosed(call, clock.now())) return []
  const { challenge } = call
  const about = challenge.shortTitle ?? challenge.title
  const page = (name: string) => `/challenges/${challenge.slug}/${name}`
  const panel = await getPanel(call.id)
  const assessor = assessorOf(actor, panel.assessors)
  const own = assessor ? listOwnTasks(panel, assessor.id, about) : []
  if (own.length > 0 || !isScoringFinished(panel)) return own
  const agreed = await db.moderation.groupBy({
    by: ['pitchId'],
    where: { pitch: { pitchCallId: call.id } },
  })
  if (agreed.length < panel.pitches.length)
    return canChair(assessor, challenge)
      ? [{ href: page('moderation'), title: 'Agree the scores', detail: about }]
      : []
  return hasRole(actor, 'officer') && actor.organisationId === challenge.leadCouncilId
    ? [{ href: page('award'), title: 'Decide the award', detail: about }]
    : []
}

type NamedPanel = Panel<{ id: string; supplierName: string }>

const listOwnTasks = (panel: NamedPanel, assessorId: string, about: string): WaitingTask[] =>
  panel.pitches.flatMap(({ id, supplierName }) => {
    const where = standing(panel, assessorId, id)
    const detail = `${about}: ${supplierName}`
    if (where === 'to declare')
      return [
        { href: `/evaluation/${id}/declaration`, title: 'Declare conflicts of interest', detail },
      ]
    if (where === 'to score')
      return [{ href: `/evaluation/${id}/scores`, title: 'Score a pitch', detail }]
    return []
  })

async function listAwardTasks(actor: Actor): Promise<WaitingTask[]> {
  if (!hasRole(actor, 'officer')) return []
  const awards = await db.award.findMany({
    where: { confirmedAt: null, challenge: { leadCouncilId: actor.organisationId } },
    include: { challenge: { select: { slug: true, title: true, shortTitle: true } } },
    orderBy: { decidedAt: 'asc' },
    take: 50,
  })
  return awards.flatMap(({ challenge, ...award }) => {
    const state = awardState(award, clock.now())
    const href = `/challenges/${challenge.slug}/award`
    const detail = challenge.shortTitle ?? challenge.title
    if (state === 'decided') return [{ href, title: 'Publish the award', detail }]
    return state === 'ready to confirm' ? [{ href, title: 'Confirm the award', detail }] : []
  })
}

async function listSupplierTasks(actor: Actor): Promise<WaitingTask[]> {
  const pitches = await listPitchesOf(actor)
  return pitches
    .filter(({ isOpen, state }) => isOpen && state === 'started')
    .map(({ challengeSlug, challengeTitle, closesAt }) => ({
      href: `/challenges/${challengeSlug}/pitch`,
      title: 'Finish and send your pitch',
      detail: challengeTitle,
      by: closesAt,
    }))
}
