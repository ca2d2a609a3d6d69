import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import {
  findOwnCoSignature,
  getNationalCost,
  getPublicChallenge,
  isFollowing,
  listPublicCoSignatures,
  listPublicQuestions,
  listPublicUpdates,
  listWaitingQuestions,
  type PublicChallenge,
} from '../challenges/queries.server.ts'
import { projectReference } from '../delivery/milestone.ts'
import { findProjectOf } from '../delivery/start-queries.server.ts'
import { findAward } from '../evaluation/award-queries.server.ts'
import { listMarketDaysFor } from '../market-days/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { wouldBeFunded } from '../pledges/judge-now.server.ts'
import { listMatches } from '../pledges/match-queries.server.ts'
import { findTypicalPledge } from '../pledges/other-pledge-queries.server.ts'
import { findFunding, listPublicPledges } from '../pledges/queries.server.ts'
import { canCloseEarly } from '../pledges/round.ts'
import { findOwnPitchId, findPitchCall } from '../pitches/queries.server.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { getListedChallenge } from './list-public-challenges.server.ts'
import { getTileMap } from './tile-map.server.ts'
import { timeline } from './timeline.ts'

const QUESTIONS_SHOWN = 5
const PLEDGES_SHOWN = 8

/** Everything on a challenge's page, as it stands at one moment, and what only this person sees on it. */
export async function getChallengePage(actor: Actor | undefined, slugOrReference: string) {
  const challenge = await getPublicChallenge(slugOrReference)
  const { id } = challenge
  const marketDays = await listMarketDaysFor(id)
  const [figures, sharing, map, questions, moments, money, pitches, own] = await Promise.all([
    getListedChallenge(id),
    getSharing(challenge),
    getTileMap(id),
    listPublicQuestions(id, QUESTIONS_SHOWN),
    getTimeline(challenge, marketDays),
    getMoney(id),
    getPitching(id, marketDays),
    actor ? getOwnPart(actor, challenge) : undefined,
  ])
  return {
    challenge,
    figures,
    sharing,
    map,
    questions,
    moments,
    ...money,
    ...pitches,
    own,
    asAt: clock.now(),
  }
}

export type ChallengePage = Awaited<ReturnType<typeof getChallengePage>>

/** The terms of the latest round, who pledged in it, and why each pot adds what it adds. */
async function getMoney(challengeId: string) {
  const [round, { pledges }, matches] = await Promise.all([
    findFunding(challengeId),
    listPublicPledges(challengeId, { limit: PLEDGES_SHOWN }),
    listMatches(challengeId),
  ])
  const typicalPledgePence = round && (await findTypicalPledge(round.roundId))
  return { round, pledges, typicalPledgePence, matches }
}

type MarketDays = Awaited<ReturnType<typeof listMarketDaysFor>>

async function getPitching(challengeId: string, marketDays: MarketDays) {
  const [pitchCall, award, project] = await Promise.all([
    findPitchCall(challengeId),
    findAward(challengeId),
    findProjectOf(challengeId),
  ])
  const nextDay = marketDays.find(({ isCancelled, endsAt }) => !isCancelled && endsAt > clock.now())
  return { pitchCall, award, project, nextDay }
}

/** Who has the problem and what it costs them together. */
async function getSharing(challenge: PublicChallenge) {
  const coSignatures = await listPublicCoSignatures(challenge.id)
  const [cost, needed] = await Promise.all([
    getNationalCost(coSignatures),
    getPolicyNumber('co-signers-to-open-a-round'),
  ])
  return {
    count: coSignatures.length,
    needed: Number(needed),
    cost,
    latest: coSignatures
      .filter(({ councilId }) => councilId !== challenge.leadCouncilId)
      .slice(0, 3)
      .map(({ name }) => name),
  }
}

async function getTimeline(challenge: PublicChallenge, marketDays: MarketDays) {
  const { id: challengeId, publishedAt, leadCouncil } = challenge
  const [updates, rounds, award, project] = await Promise.all([
    listPublicUpdates(challengeId),
    listRounds(challengeId),
    db.award.findUnique({
      where: { challengeId },
      select: {
        publishedAt: true,
        supplier: { select: { organisation: { select: { name: true } } } },
      },
    }),
    db.project.findUnique({
      where: { challengeId },
      select: {
        number: true,
        startedAt: true,
        stops: { where: { agreedAt: { not: null } }, select: { agreedAt: true } },
        milestones: { select: { title: true, payment: { select: { settledAt: true } } } },
      },
    }),
  ])
  const now = clock.now()
  const facts = {
    leadCouncil: leadCouncil.name,
    publishedAt,
    updates,
    rounds,
    marketDays,
    award: award?.publishedAt
      ? { supplier: award.supplier.organisation.name, publishedAt: award.publishedAt }
      : undefined,
    project: project
      ? {
          reference: projectReference(project.number),
          startedAt: project.startedAt,
          stoppedAt: project.stops[0]?.agreedAt ?? undefined,
        }
      : undefined,
    payments: (project?.milestones ?? []).flatMap(({ title, payment }) =>
      payment?.settledAt ? [{ milestone: title, paidAt: payment.settledAt }] : [],
    ),
  }
  return timeline(facts, now)
}

/** Each round with how many councils shared the problem when it opened. */
async function listRounds(challengeId: string) {
  const rounds = await db.round.findMany({
    where: { challengeId },
    orderBy: { opensAt: 'asc' },
    take: 20,
    select: { targetPence: true, opensAt: true, closesAt: true, closedAt: true, outcome: true },
  })
  const counts = await Promise.all(
    rounds.map(({ opensAt }) =>
      db.coSignature.count({
        where: {
          challengeId,
          signedAt: { lte: opensAt },
          OR: [{ withdrawnAt: null }, { withdrawnAt: { gt: opensAt } }],
        },
      }),
    ),
  )
  return rounds.map((round, place) => ({ ...round, coSigners: counts[place] ?? 0 }))
}

async function getOwnPart(actor: Actor, challenge: PublicChallenge) {
  const [coSignature, follows, waiting, pitchId, mayCloseEarly] = await Promise.all([
    findOwnCoSignature(actor, challenge.id),
    isFollowing(actor, challenge.id),
    listWaitingQuestions(actor, challenge),
    findOwnPitchId(actor, challenge.id),
    canCloseEarly(actor, challenge) ? wouldBeFunded(challenge.id) : false,
  ])
  return {
    actor,
    hasCoSigned: coSignature !== null && coSignature.withdrawnAt === null,
    follows,
    waiting,
    pitchId,
    mayCloseEarly,
  }
}
