import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import { accountsOf, hasRole, type Actor } from '../organisations/actor.ts'
import { findAnsweringOrganisation } from '../organisations/former-queries.server.ts'
import type { Limit, Working } from '../pots/match-step.ts'
import { describeWorking } from '../pots/working-words.ts'
import { Conditions, describeConditions } from './conditions.ts'
import { canSeePledge, pledgeNumberOf, type FundingType, type PledgeState } from './pledge.ts'

const person = { select: { id: true, name: true } } as const

const columns = {
  id: true,
  number: true,
  roundId: true,
  challengeId: true,
  councilId: true,
  amountPence: true,
  topsUpId: true,
  topsUp: {
    select: {
      number: true,
      amountPence: true,
      topUps: { where: { state: 'committed' as string }, select: { amountPence: true } },
    },
  },
  topUps: {
    where: { state: { in: ['committed', 'called'] as string[] } },
    select: { amountPence: true },
  },
  budgetCode: true,
  fundingType: true,
  conditions: true,
  isNameShown: true,
  state: true,
  madeAt: true,
  madeById: true,
  madeBy: person,
  signBy: person,
  signByOn: true,
  agreementAcceptedAt: true,
  committedAt: true,
  endedAt: true,
  endedReason: true,
  closingReason: true,
  isConditionMet: true,
  conditionReply: true,
  approval: {
    select: {
      approvedAt: true,
      limitPence: true,
      signedAs: true,
      approvedBy: person,
      principal: { select: { person: { select: { name: true } } } },
    },
  },
  council: { select: { organisation: { select: { name: true, slug: true } } } },
  challenge: {
    select: {
      title: true,
      shortTitle: true,
      slug: true,
      leadCouncilId: true,
      leadCouncil: { select: { organisation: { select: { name: true } } } },
    },
  },
  round: {
    select: {
      targetPence: true,
      smallestPledgePence: true,
      closesAt: true,
      closedAt: true,
      outcome: true,
      isDataKeptInUk: true,
    },
  },
  matches: {
    where: { state: { not: 'released' as const } },
    select: {
      id: true,
      amountPence: true,
      boundBy: true,
      working: true,
      state: true,
      pot: { select: { name: true, slug: true } },
      rule: { select: { version: true } },
      area: { select: { council: { select: { organisation: { select: { name: true } } } } } },
    },
  },
} as const

type Found = NonNullable<Awaited<ReturnType<typeof read>>>
const read = (id: string) => db.pledge.findUnique({ where: { id }, select: columns })

const shaped = ({ matches, conditions, signByOn, council, topsUp, topUps, ...pledge }: Found) => ({
  ...pledge,
  /** The number of the pledge it tops up. */
  topsUpNumber: topsUp?.number,
  /** What it tops up, while it is not signed itself. */
  standingPence: topsUp && !pledge.committedAt ? sumOf([topsUp, ...topsUp.topUps]) : 0n,
  topUpsPence: sumOf(topUps),
  council: council.organisation,
  challenge: challengeOf(pledge.challenge),
  state: pledge.state as PledgeState,
  fundingType: pledge.fundingType as FundingType,
  signByOn: signByOn ? dayOf(signByOn) : undefined,
  conditions: Conditions.parse(conditions),
  conditionsInWords: describeConditions(Conditions.parse(conditions)),
  matches: matches.map(({ working, boundBy, area, ...match }) => ({
    ...match,
    boundBy: (boundBy ?? undefined) as Limit | undefined,
    areaName: area?.council.organisation.name,
    working: describeWorking(working as Working),
  })),
})

const sumOf = (parts: { amountPence: bigint }[]) =>
  parts.reduce((sum, part) => sum + part.amountPence, 0n)

const challengeOf = ({ leadCouncil, slug, shortTitle, ...challenge }: Found['challenge']) => ({
  ...challenge,
  slug: slug ?? '',
  shortTitle: shortTitle ?? challenge.title,
  leadCouncil: leadCouncil.organisation.name,
})

/** A pledge of the actor's own council, with its match and who signs. */
export async function getPledge(actor: Actor, id: string) {
  const pledge = await read(id)
  if (!pledge || !canSeePledge(actor, pledge))
    throw new Refusal('not-found', 'This pledge is not there.')
  return shaped(pledge)
}
export type OwnPledge = Awaited<ReturnType<typeof getPledge>>

async function findByReference(reference: string) {
  const number = pledgeNumberOf(reference)
  if (number === undefined) return undefined
  const pledge = await db.pledge.findUnique({ where: { number }, select: columns })
  return pledge ? shaped(pledge) : undefined
}

/** A pledge of the actor's own council by its reference, such as PL-2047. */
export async function findPledgeCalled(actor: Actor, reference: string) {
  const pledge = await findByReference(reference)
  return pledge && canSeePledge(actor, pledge) ? pledge : undefined
}

export async function getPledgeCalled(actor: Actor, reference: string): Promise<OwnPledge> {
  const pledge = await findPledgeCalled(actor, reference)
  if (!pledge) throw new Refusal('not-found', 'Page not found')
  return pledge
}

/** A signed pledge for anybody. Its council's name stays hidden until the money is called, if it asked so. */
export async function findPublicPledge(reference: string) {
  const pledge = await findByReference(reference)
  if (!pledge?.committedAt) return undefined
  const { number, roundId, amountPence, state, committedAt, endedAt, conditionsInWords, matches } =
    pledge
  const { topsUpNumber, topUpsPence } = pledge
  const isNamed = pledge.isNameShown || state === 'called'
  return {
    number,
    roundId,
    amountPence,
    topsUpNumber,
    topUpsPence,
    state,
    committedAt,
    endedAt,
    conditionsInWords,
    closingReason: pledge.closingReason,
    matches,
    challenge: pledge.challenge,
    council: isNamed ? pledge.council : undefined,
  }
}

/** The actor's council's live pledge in a round, draft included. */
export async function findOwnPledge(actor: Actor, roundId: string) {
  const pledge = await db.pledge.findFirst({
    where: {
      roundId,
      councilId: actor.organisationId,
      topsUpId: null,
      state: { in: ['draft', 'awaiting-approval', 'committed', 'called'] },
    },
    select: columns,
  })
  return pledge ? shaped(pledge) : undefined
}

const stillSigns = async ({ organisationId }: Actor) => ({
  organisationId: await findAnsweringOrganisation(organisationId),
  endedAt: null,
  roles: { some: { role: 'finance-approver' } },
})

/**
 * What waits for this finance approver: sent to them, or to a colleague of theirs, by somebody else. What a
 * colleague has signed waits for other gates, unless that colleague is no finance approver any more.
 */
export async function listPledgesToSign(actor: Actor, take = 100) {
  if (!hasRole(actor, 'finance-approver')) return []
  const pledges = await db.pledge.findMany({
    where: {
      councilId: actor.organisationId,
      state: 'awaiting-approval',
      madeById: { notIn: accountsOf(actor) },
      NOT: { approval: { approvedBy: { memberships: { some: await stillSigns(actor) } } } },
    },
    orderBy: [{ signByOn: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
    select: columns,
    take,
  })
  return pledges.map(shaped)
}

/** For the lead council: conditions in councils' own words that it has not answered. */
export async function listConditionsToAnswer(actor: Actor, take = 100) {
  const waiting = await db.$queryRaw<{ id: string }[]>`
    select pledges.id from challenges join pledges on challenge_id = challenges.id
    where lead_council_id = ${actor.organisationId}::uuid and conditions ? 'other' and condition_replied_at is null
      and state in ('awaiting-approval', 'committed')
    order by pledges.number limit ${take}`
  const pledges = await db.pledge.findMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    orderBy: { number: 'asc' },
    select: columns,
  })
  return pledges.map(shaped)
}
