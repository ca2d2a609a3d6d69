import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { askerName } from './question.ts'
import { canLead, numberOf } from './challenge.ts'
import { nationalCost } from './national-cost.ts'
import type { Stage } from './stage.ts'

const publicColumns = {
  id: true,
  number: true,
  slug: true,
  title: true,
  shortTitle: true,
  summary: true,
  problem: true,
  quote: true,
  quoteBy: true,
  outcome: true,
  costToday: true,
  adoptionRoute: true,
  standards: true,
  dataNotes: true,
  typicalCostPence: true,
  runningCostYearlyPence: true,
  theme: true,
  stage: true,
  leadCouncilId: true,
  publishedAt: true,
  changedAt: true,
  leadCouncil: {
    select: {
      gss: true,
      organisation: { select: { name: true, officialName: true, slug: true } },
    },
  },
  serviceFunction: {
    select: { id: true, name: true, parent: { select: { id: true, name: true } } },
  },
  service: { select: { id: true, name: true } },
} as const

/** A published challenge by its slug or its reference. A draft is not found, whoever asks. */
export async function findPublicChallenge(slugOrReference: string) {
  const number = numberOf(slugOrReference)
  const row = await db.challenge.findFirst({
    where: {
      stage: { not: 'draft' },
      ...(number === undefined ? { slug: slugOrReference } : { number }),
    },
    select: publicColumns,
  })
  if (!row?.slug || !row.publishedAt) return undefined
  const { leadCouncil, serviceFunction, ...rest } = row
  return {
    ...rest,
    slug: row.slug,
    publishedAt: row.publishedAt,
    stage: row.stage as Stage,
    shortTitle: row.shortTitle ?? row.title,
    summary: row.summary ?? '',
    problem: row.problem ?? '',
    outcome: row.outcome ?? '',
    costToday: row.costToday ?? '',
    adoptionRoute: row.adoptionRoute ?? '',
    leadCouncil: { gss: leadCouncil.gss, ...leadCouncil.organisation },
    serviceArea: serviceFunction?.parent?.name ?? serviceFunction?.name ?? '',
    serviceFunction: serviceFunction?.name ?? '',
    serviceFunctionId: serviceFunction?.id ?? null,
  }
}
export type PublicChallenge = NonNullable<Awaited<ReturnType<typeof findPublicChallenge>>>

export async function getPublicChallenge(slugOrReference: string): Promise<PublicChallenge> {
  const challenge = await findPublicChallenge(slugOrReference)
  if (!challenge) throw new Refusal('not-found', 'Page not found')
  return challenge
}

/** For what only the lead council's officers do to a published challenge. */
export async function getChallengeForActor(actor: Actor, slugOrReference: string) {
  const challenge = await getPublicChallenge(slugOrReference)
  if (!canLead(actor, challenge))
    throw new Refusal(
      'forbidden',
      `Only officers of ${challenge.leadCouncil.name}, the lead council, can do this.`,
    )
  return challenge
}

/** Every council that has the problem, the lead council first, then the latest to join. */
export async function listPublicCoSignatures(challengeId: string) {
  const rows = await db.coSignature.findMany({
    where: { challengeId, withdrawnAt: null, challenge: { stage: { not: 'draft' } } },
    orderBy: [{ signedAt: 'desc' }, { id: 'desc' }],
    take: 500,
    select: {
      councilId: true,
      volumePerYear: true,
      yearlyCostPence: true,
      note: true,
      signedAt: true,
      council: {
        select: {
          gss: true,
          type: true,
          nation: true,
          region: true,
          population: true,
          organisation: { select: { name: true, slug: true } },
        },
      },
    },
  })
  return rows.map(({ council, ...signature }) => {
    const { organisation, ...place } = council
    return { ...signature, ...place, ...organisation }
  })
}
export type PublicCoSignature = Awaited<ReturnType<typeof listPublicCoSignatures>>[number]

/** How many councils say that they have each of these problems; those without any are left out. */
export async function countSharers(challengeIds: string[]): Promise<Map<string, number>> {
  const rows = await db.coSignature.groupBy({
    by: ['challengeId'],
    where: { challengeId: { in: challengeIds }, withdrawnAt: null },
    _count: true,
    orderBy: { challengeId: 'asc' },
  })
  return new Map(rows.map(({ challengeId, _count }) => [challengeId, _count]))
}

/** What the problem costs in a year, over those who said so, and as a range for the country. */
export async function getNationalCost(coSignatures: PublicCoSignature[]) {
  const populations = await db.council.groupBy({
    by: ['type'],
    where: { type: { in: [...new Set(coSignatures.map(({ type }) => type))] } },
    _sum: { population: true },
    orderBy: { type: 'asc' },
  })
  return nationalCost(
    coSignatures,
    populations.map(({ type, _sum }) => ({ type, population: _sum.population ?? 0 })),
  )
}

/** What a council said of this problem, also when it has taken it back. */
export const findOwnCoSignature = (actor: Actor, challengeId: string) =>
  db.coSignature.findUnique({
    where: { challengeId_councilId: { challengeId, councilId: actor.organisationId } },
    select: {
      volumePerYear: true,
      yearlyCostPence: true,
      note: true,
      signedAt: true,
      withdrawnAt: true,
    },
  })

/** Answered questions, latest first, and how many still wait. The names of suppliers stay hidden. */
export async function listPublicQuestions(challengeId: string, most: number) {
  const where = { challengeId, answer: { isNot: null } }
  const [rows, answered, waiting] = await Promise.all([
    db.question.findMany({
      where,
      orderBy: [{ answer: { answeredAt: 'desc' } }, { id: 'desc' }],
      take: most,
      select: {
        id: true,
        text: true,
        askedFor: { select: { kind: true, name: true } },
        answer: { select: { text: true, answeredAt: true } },
      },
    }),
    db.question.count({ where }),
    db.question.count({ where: { challengeId, answer: null } }),
  ])
  const questions = rows.flatMap(({ answer, askedFor, ...question }) =>
    answer ? [{ ...question, askedBy: askerName(askedFor), answer }] : [],
  )
  return { questions, answered, waiting }
}

/** What the lead council has still to answer, oldest first. It learns no supplier's name either. */
export async function listWaitingQuestions(actor: Actor, challenge: PublicChallenge) {
  if (!canLead(actor, challenge)) return []
  const rows = await db.question.findMany({
    where: { challengeId: challenge.id, answer: null },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: 100,
    select: {
      id: true,
      text: true,
      askedAt: true,
      askedFor: { select: { kind: true, name: true } },
    },
  })
  return rows.map(({ askedFor, ...question }) => ({ ...question, askedBy: askerName(askedFor) }))
}

/** A question that waits for an answer, for those who may answer it. */
export async function getQuestion(actor: Actor, questionId: string) {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      id: true,
      text: true,
      challengeId: true,
      challenge: { select: { slug: true, leadCouncilId: true, shortTitle: true } },
      answer: { select: { text: true, answeredAt: true } },
    },
  })
  if (!question || !canLead(actor, question.challenge))
    throw new Refusal('not-found', 'Page not found')
  return question
}

export const listPublicUpdates = (challengeId: string) =>
  db.challengeUpdate.findMany({
    where: { challengeId, challenge: { stage: { not: 'draft' } } },
    orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
    take: 200,
    select: { id: true, title: true, body: true, postedAt: true },
  })

export const isFollowing = async (actor: Actor, challengeId: string) =>
  (await db.follow.count({ where: { challengeId, personId: actor.personId } })) > 0
