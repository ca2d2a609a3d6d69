import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPitch, listPitchesOf } from '../pitches/queries.server.ts'
import { awardState } from './award.ts'
import { weightedScore } from './result.ts'
import { listAgreedScores } from './result-queries.server.ts'

const wholeAward = {
  supplier: { include: { organisation: { select: { name: true, slug: true } } } },
  pitchCall: { select: { closesAt: true, priceLimitPence: true } },
  pitch: {
    select: {
      milestones: {
        orderBy: { position: 'asc' },
        select: { position: true, title: true, pricePence: true, weeksFromStart: true },
      },
    },
  },
} as const

/** The award of a challenge as everybody may see it, from publication on. Only the winner is in it. */
export async function findAward(challengeId: string) {
  const award = await db.award.findUnique({ where: { challengeId }, include: wholeAward })
  if (!award?.publishedAt || !award.standstillEndsOn) return undefined
  const [scores, pitchCount] = await Promise.all([
    listAgreedScores(award.pitchId),
    db.pitch.count({
      where: { pitchCallId: award.pitchCallId, sentAt: { not: null }, withdrawnAt: null },
    }),
  ])
  return {
    id: award.id,
    supplierId: award.supplierId,
    supplierName: award.supplier.organisation.name,
    supplierSlug: award.supplier.organisation.slug,
    supplierTown: award.supplier.town,
    pricePence: award.pricePence,
    reason: award.reason,
    publishedAt: award.publishedAt,
    standstillEndsOn: award.standstillEndsOn,
    confirmedAt: award.confirmedAt,
    state: awardState(award, clock.now()),
    milestones: award.pitch.milestones,
    scores: scores.map(({ position, name, weightBasisPoints, points }) => ({
      position,
      name,
      weightBasisPoints,
      points,
    })),
    score: weightedScore(scores),
    pitchCount,
  }
}
export type PublicAward = NonNullable<Awaited<ReturnType<typeof findAward>>>

/** Whether suppliers may read their scores yet. Says nothing about who won. */
export const isDecided = async (challengeId: string) =>
  (await db.award.count({ where: { challengeId } })) > 0

/**
 * What a supplier learns as soon as the award is decided: its own scores and reasons, and beside them
 * the winner's. Procurement Act 2023, s.50. Of other suppliers it learns nothing.
 */
export async function getFeedback(actor: Actor, pitchId: string) {
  const pitch = await getOwnPitch(actor, pitchId)
  const award = await db.award.findUnique({
    where: { challengeId: pitch.challenge.id },
    include: { supplier: { include: { organisation: { select: { name: true } } } } },
  })
  if (!award || pitch.state !== 'sent') throw new Refusal('not-found', 'Page not found')
  const [scores, winning] = await Promise.all([
    listAgreedScores(pitchId),
    listAgreedScores(award.pitchId),
  ])
  return {
    challenge: pitch.challenge,
    reference: pitch.reference,
    hasWon: award.pitchId === pitchId,
    winnerName: award.supplier.organisation.name,
    awardReason: award.reason,
    state: awardState(award, clock.now()),
    publishedAt: award.publishedAt,
    standstillEndsOn: award.standstillEndsOn,
    score: weightedScore(scores),
    winningScore: weightedScore(winning),
    scores: scores.map((each, place) => ({
      ...each,
      winningPoints: winning[place]?.points ?? 0,
      winningReason: winning[place]?.reason ?? '',
    })),
  }
}

/** A supplier's pitches, newest first, each with what became of it once its award was decided. */
export async function listOwnPitches(actor: Actor) {
  const pitches = await listPitchesOf(actor)
  const sent = pitches.filter(({ state }) => state === 'sent')
  const awards = await db.award.findMany({
    where: { pitchCallId: { in: sent.map(({ pitchCallId }) => pitchCallId) } },
    select: { pitchCallId: true, pitchId: true },
  })
  return pitches.map((pitch) => {
    const award = awards.find(({ pitchCallId }) => pitchCallId === pitch.pitchCallId)
    const hasWon = award && pitch.state === 'sent' ? award.pitchId === pitch.id : undefined
    return { ...pitch, hasWon }
  })
}
