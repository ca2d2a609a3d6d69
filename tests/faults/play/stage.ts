import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS, dateOf } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { createPot } from '#app/domain/pots/create-pot.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { RuleTerms, storedTerms, type StoredTerms } from '#app/domain/pots/rule-terms.ts'
import { build } from '#tests/factories/index.ts'
import { organisationOf } from '#tests/factories/payments.ts'
import {
  councilName,
  COUNCILS,
  isInArea,
  KEY_DECISION_ABOVE_PENCE,
  OFFICER_LIMIT_PENCE,
  SECOND_APPROVAL_ABOVE_PENCE,
  takesKeyDecisions,
  type PotInWorld,
  type Terms,
  type World,
} from '../model/world.ts'

export type Council = { officer: Actor; approver: Actor }

/** Who plays: the same councils, funders and firm in every history of one database. */
export type Cast = {
  councils: Council[]
  areaId: string
  /** Two people of each of two funders. The first funder owns the pots at even places. */
  funders: { first: Actor; second: Actor }[]
}

/** All policy numbers histories need, and people for every part. */
export async function makeCast(): Promise<Cast> {
  await build.policy('collection-due-days', 30n)
  await build.policy('payment-second-approval-above-pence', SECOND_APPROVAL_ABOVE_PENCE)
  await build.portalAccount()
  const councils: Council[] = []
  for (let place = 0; place < COUNCILS; place++) {
    const organisation = await build.council({ name: councilName(place) })
    councils.push({
      officer: await build.officer({ organisation, limitPence: OFFICER_LIMIT_PENCE }),
      approver: await build.financeApprover({ organisation, limitPence: 100_000_000n }),
    })
  }
  await setThreshold(councils.filter((_, place) => takesKeyDecisions(place)))
  const members = councils
    .filter((_, place) => isInArea(place))
    .map(({ officer }) => officer.organisationId)
  const { id: areaId } = await build.combinedAuthority({ members })
  const funders = [await makeFunder(), await makeFunder()]
  return { councils, areaId, funders }
}

/** From when a pledge of these councils is a key decision, and the days on which nobody counts. */
async function setThreshold(councils: Council[]) {
  for (const { officer } of councils)
    await db.keyDecisionThreshold.create({
      data: {
        councilId: officer.organisationId,
        abovePence: KEY_DECISION_ABOVE_PENCE,
        fromOn: dateOf('2020-01-01'),
        source: 'Made for a test',
        setById: officer.personId,
        setAt: clock.now(),
      },
    })
  const about = { division: 'england-and-wales', title: 'Easter', notes: '' }
  const days = ['2027-03-26', '2027-03-29'].map((day) => ({ ...about, day: dateOf(day) }))
  await db.bankHoliday.createMany({ data: days, skipDuplicates: true })
}

async function makeFunder() {
  const first = await build.fundManager()
  const organisation = organisationOf(first)
  return { first, second: await build.fundManager({ organisation }) }
}

export type Stage = {
  cast: Cast
  startedAt: Date
  rounds: { id: string; challengeId: string; slug: string; lead: Council; closesAt: Date }[]
  pots: { id: string; manager: Actor; second: Actor; what: StoredTerms['what'] }[]
}

export const ROUND_DAYS = 30

/** The challenges and pots of one history. Two councils lead, so that a lead council pledges too. */
export async function setStage(cast: Cast, world: World): Promise<Stage> {
  const startedAt = clock.now()
  const rounds = []
  const services: number[] = []
  for (const [place, { targetPence, minimumCouncils }] of world.challenges.entries()) {
    const lead = cast.councils[place] ?? fail()
    const closesAt = new Date(startedAt.getTime() + (ROUND_DAYS + place) * DAY_MS)
    const terms = { targetPence, minimumCouncils, closesAt }
    const round = await build.round({ by: lead.officer, ...terms })
    services.push(round.serviceFunctionId ?? 0)
    const { id, challengeId } = round
    rounds.push({ id, challengeId, slug: round.challenge.slug ?? '', lead, closesAt })
  }
  const pots = []
  for (const [place, pot] of world.pots.entries()) {
    const funder = cast.funders[place % cast.funders.length] ?? fail()
    const what = { serviceFunctionIds: pot.challenges.map((at) => services[at] ?? 0) }
    const id = await makePot(pot, { name: `Pot ${place}`, funder, what, areaId: cast.areaId })
    pots.push({ id, manager: funder.first, second: funder.second, what })
  }
  return { cast, startedAt, rounds, pots }
}

type AboutPot = {
  name: string
  funder: Cast['funders'][number]
  what: StoredTerms['what']
  areaId: string
}

let pots = 0

/** With its first rule and its register as they would be after two people: thousands of histories need a pot each. */
async function makePot(pot: PotInWorld, { name, funder, what, areaId }: AboutPot) {
  const { first: manager, second } = funder
  const { id } = await createPot(manager, {
    ...{ ...build.key(), name, slug: `played-${++pots}`, purpose: 'Money for a test' },
    ...{ askOrder: pots, opensOn: '2020-01-01', closesOn: undefined },
  })
  if (pot.holdsPence > 0n) await fundPot(manager, id, { ...build.key(), amount: pot.holdsPence })
  const at = clock.now()
  await db.areaRegistration.create({
    data: {
      ...{ potId: id, combinedAuthorityId: areaId, status: 'registered' },
      ...{ fromOn: dateOf('2020-01-01'), decidedById: second.personId },
      ...{ proposedById: manager.personId, approvedAt: at },
    },
  })
  await db.potRule.create({
    data: {
      ...{
        potId: id,
        version: 1,
        terms: storedTerms(RuleTerms.parse({ ...termsOf(pot.terms), what })),
      },
      ...{ reason: 'Made for a test', inForceFrom: at, publishedAt: at },
      ...{ publishedById: manager.personId, secondPublisherId: second.personId },
    },
  })
  return id
}

/** The model's terms as the product stores them. */
export function termsOf({ rate, bonus, capPence, ...terms }: Terms): StoredTerms {
  const text = (pence: bigint | undefined) => (pence === undefined ? undefined : String(pence))
  const { leastCouncils: minimumCouncils, targetShareBasisPoints } = terms
  return dropUnset({
    ...rateOf(rate),
    bonus: bonus && { pence: String(bonus.pence), fromCouncils: bonus.fromCouncils },
    who: terms.isForAreaOnly ? { areaRegister: true } : {},
    minimumCouncils,
    minimumPledgePence: text(terms.leastPledgePence),
    pledgeCapPence: text(capPence.pledge),
    councilCapPence: text(capPence.council),
    areaCapPence: text(capPence.area),
    challengeCapPence: text(capPence.challenge),
    targetShareBasisPoints,
    doesNotStack: terms.givesWay ? true : undefined,
  })
}

function rateOf(rate: Terms['rate']): StoredTerms {
  if (rate.by === 'sum') return { basisPoints: rate.basisPoints }
  if (rate.by === 'place') return { tiers: { by: 'councils', bands: rate.bands } }
  const bands = rate.bands.map(({ abovePence, basisPoints }) => {
    return { abovePence: String(abovePence), basisPoints }
  })
  return { tiers: { by: 'amount', bands } }
}

const dropUnset = (terms: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(terms).filter(([, value]) => value !== undefined),
  ) as StoredTerms

/** A member of a firm that wins and is paid, with its own bank details. */
export async function makeFirm() {
  const firm = await build.pitchingMember()
  await build.bankDetails({ of: firm })
  return firm
}

export function fail(why = 'this part of the stage is there'): never {
  throw new Error(`Not so: ${why}.`)
}
