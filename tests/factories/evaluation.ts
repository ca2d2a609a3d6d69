import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { DAY_MS, dateOf, londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { coSignature } from './challenges.ts'
import { officer } from './organisations.ts'
import {
  fundedChallenge,
  pitch,
  pitchCall,
  pitchingMember,
  type FundedChallenge,
  type PitchCall,
} from './pitches.ts'

const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY_MS)

/** Puts an officer on the panel; a new one comes from a council that co-signs first. */
export async function assessor({ call, by }: { call: PitchCall; by?: Actor }) {
  const who = by ?? (await officer())
  if (!by) await coSignature({ challengeId: call.challenge.id, by: who })
  const row = await db.assessor.create({
    data: {
      pitchCallId: call.id,
      personId: who.personId,
      councilId: who.organisationId,
      appointedById: call.challenge.lead.personId,
      appointedAt: clock.now(),
    },
  })
  return { ...row, actor: who }
}

type SheetWanted = {
  assessorId: string
  pitchId: string
  call: PitchCall
  points?: number[]
  at?: Date
}

/** Declares no conflict, scores every criterion and finishes. */
export async function finishedSheet(wanted: SheetWanted) {
  const { assessorId, pitchId, call, points = [], at = clock.now() } = wanted
  const of = { assessorId, pitchId }
  await db.conflictDeclaration.create({ data: { ...of, hasConflict: false, declaredAt: at } })
  for (const [place, { id }] of call.criteria.entries())
    await db.score.create({
      data: { ...of, criterionId: id, points: points[place] ?? 3, reason: 'As shown', savedAt: at },
    })
  await db.scoreSheet.create({ data: { ...of, finishedAt: at } })
}

type ModeratedWanted = { pitchId: string; call: PitchCall; points?: number[]; at?: Date }

/** One agreed score for every criterion of a pitch whose sheets are finished. */
export async function moderation({
  pitchId,
  call,
  points = [],
  at = clock.now(),
}: ModeratedWanted) {
  for (const [place, { id }] of call.criteria.entries())
    await db.moderation.create({
      data: {
        pitchId,
        criterionId: id,
        points: points[place] ?? 3,
        reason: 'Agreed by all',
        agreedById: call.challenge.lead.personId,
        agreedAt: at,
      },
    })
}

/** Two pitches of a call that has closed, scored and moderated: the first is better. */
export async function moderatedCall(raisedPence = pounds(480_000)) {
  clock.set('2026-02-02T09:00:00Z')
  const challenge = await fundedChallenge({ raisedPence })
  const call = await pitchCall({ challenge, closesAt: new Date('2026-02-20T12:00:00Z') })
  const best = await pitch({ call, by: await pitchingMember({ name: 'Fernhill Labs' }) })
  const second = await pitch({ call })
  const judges = [await assessor({ call, by: call.challenge.lead }), await assessor({ call })]
  clock.set('2026-02-27T09:00:00Z')
  for (const { id: assessorId } of judges)
    for (const { id: pitchId } of [best, second]) await finishedSheet({ assessorId, pitchId, call })
  await moderation({ pitchId: best.id, call, points: [5, 4, 3, 3] })
  await moderation({ pitchId: second.id, call, points: [2, 4, 3, 3] })
  return { call, best, second, slug: call.challenge.slug, lead: call.challenge.lead }
}

type AwardWanted = {
  challenge?: FundedChallenge
  supplierMember?: Actor
  milestones?: Pence[]
  isPublished?: boolean
  isConfirmed?: boolean
  reason?: string
}

/**
 * An award with its whole story behind it: call, pitch, panel, scores. It is published, its standstill
 * is over and it is confirmed, with the challenge moved on, unless told otherwise.
 */
export async function award(wanted: AwardWanted = {}) {
  const { milestones = [pounds(200_000), pounds(238_000)], isPublished = true } = wanted
  const { isConfirmed = isPublished, reason = 'The best score' } = wanted
  const challenge = wanted.challenge ?? (await fundedChallenge())
  const closesAt = daysAgo(60)
  const call = await pitchCall({ challenge, opensAt: daysAgo(90), closesAt })
  const by = wanted.supplierMember
  const winner = await pitch({ call, milestones, ...(by && { by }) })
  for (const judge of [await assessor({ call, by: challenge.lead }), await assessor({ call })])
    await finishedSheet({ assessorId: judge.id, pitchId: winner.id, call, at: daysAgo(50) })
  await moderation({ pitchId: winner.id, call, at: daysAgo(45) })
  const personId = challenge.lead.personId
  const row = await db.award.create({
    data: {
      id: newId(),
      pitchCallId: call.id,
      challengeId: challenge.id,
      pitchId: winner.id,
      supplierId: winner.supplierId,
      pricePence: milestones.reduce((sum, pence) => sum + pence, 0n),
      reason,
      decidedById: personId,
      decidedAt: daysAgo(40),
      ...(isPublished && {
        publishedById: personId,
        publishedAt: daysAgo(40),
        standstillEndsOn: dateOf(londonDay(daysAgo(28))),
      }),
      ...(isConfirmed && { confirmedById: personId, confirmedAt: daysAgo(20) }),
    },
  })
  if (isConfirmed)
    await db.challenge.update({ where: { id: challenge.id }, data: { stage: 'awarded' } })
  return { ...row, challenge, call, winner, lead: challenge.lead, supplierMember: winner.by }
}
