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
  const calls = await listCallsInHand(actor)
  const waiting: WaitingTask[] = []
  for (const call of calls) waiting.push(...(await listCallTasks(actor, call)))
  return [...(await listAwardTasks(actor)), ...waiting]
}

/** Calls without an award yet that the actor's council leads or that the actor assesses, each begun at its own index. */
const listCallsInHand = (actor: Actor) => db.$queryRaw<CallRow[]>`
  select call.id, call.closes_at as "closesAt", challenge.slug, coalesce(challenge.short_title, challenge.title) as about,
    challenge.lead_council_id as "leadCouncilId"
  from (
    select call.id from challenges
      cross join lateral (select id from pitch_calls where challenge_id = challenges.id offset 0) call
    where lead_council_id = ${actor.organisationId}::uuid
    union
    select pitch_call_id from assessors
    where person_id = ${actor.personId}::uuid and council_id = ${actor.organisationId}::uuid) mine
  cross join lateral (select * from pitch_calls where id = mine.id offset 0) call
  join challenges challenge on challenge.id = call.challenge_id
  where (select count(*) from awards where pitch_call_id = call.id) = 0
  order by call.closes_at, call.id limit 50`

type CallRow = { id: string; closesAt: Date; slug: string; about: string; leadCouncilId: string }

async function listCallTasks(actor: Actor, call: CallRow): Promise<WaitingTask[]> {
  if (!isClosed(call, clock.now())) return []
  const { about } = call
  const page = (name: string) => `/challenges/${call.slug}/${name}`
  const panel = await getPanel(call.id)
  const assessor = assessorOf(actor, panel.assessors)
  const own = assessor ? listOwnTasks(panel, assessor.id, about) : []
  if (own.length > 0 || !isScoringFinished(panel)) return own
  const agreed = await db.moderation.groupBy({
    by: ['pitchId'],
    where: { pitch: { pitchCallId: call.id } },
  })
  if (agreed.length < panel.pitches.length)
    return canChair(assessor, call)
      ? [{ href: page('moderation'), title: 'Agree the scores', detail: about }]
      : []
  return hasRole(actor, 'officer') && actor.organisationId === call.leadCouncilId
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
