import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { DAY_MS, dateOf } from '#app/core/time.ts'
import { createPot } from '#app/domain/pots/create-pot.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { RuleTerms, storedTerms, type StoredTerms } from '#app/domain/pots/rule-terms.ts'
import { build } from '#tests/factories/index.ts'
import type { PotInWorld, Purse, Terms, World } from '../model/world.ts'
import type { Cast, Council, Member } from './cast.ts'

export type Stage = {
  cast: Cast
  startedAt: Date
  rounds: { id: string; challengeId: string; slug: string; lead: Council; closesAt: Date }[]
  pots: { id: string; manager: Member; second: Member; what: StoredTerms['what'] }[]
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
    const owner = cast.funders[pot.funders[0] ?? 0] ?? fail()
    const what = { serviceFunctionIds: pot.challenges.map((at) => services[at] ?? 0) }
    const id = await makePot(pot, { name: `Pot ${place}`, cast, owner, what })
    pots.push({ id, manager: owner.first, second: owner.second, what })
  }
  return { cast, startedAt, rounds, pots }
}

type AboutPot = {
  name: string
  cast: Cast
  owner: Cast['funders'][number]
  what: StoredTerms['what']
}

let pots = 0

/** With its funders, its first rule and its register as they would be after two people: each history needs three. */
async function makePot(pot: PotInWorld, { name, cast, owner, what }: AboutPot) {
  const { first: manager, second } = owner
  const { id } = await createPot(manager, {
    ...{ ...build.key(), name, slug: `played-${++pots}`, purpose: 'Money for a test' },
    ...{ askOrder: pots, opensOn: '2020-01-01', closesOn: undefined },
  })
  const at = clock.now()
  const joined = pot.funders.slice(1).flatMap((place) => cast.funders[place] ?? [])
  await db.potInvitation.createMany({
    data: joined.map(({ first }) => ({
      ...{ id: newId(), potId: id, funderId: first.organisationId, message: '', answer: 'joined' },
      ...{ invitedById: manager.personId, invitedAt: at },
      ...{ answeredById: first.personId, answeredAt: at },
    })),
  })
  for (const { funder, purse, pence: amount } of pot.puts)
    if (amount > 0n)
      await fundPot((cast.funders[funder] ?? fail()).first, id, {
        ...{ ...build.key(), amount, purse: purseIn(purse) },
      })
  await db.areaRegistration.create({
    data: {
      ...{ potId: id, combinedAuthorityId: cast.areaId, status: 'registered' },
      ...{ fromOn: dateOf('2020-01-01'), decidedById: second.personId },
      ...{ proposedById: manager.personId, approvedAt: at },
    },
  })
  await db.potRule.create({
    data: {
      ...{ potId: id, version: 1, reason: 'Made for a test', inForceFrom: at, publishedAt: at },
      ...{ publishedById: manager.personId, secondPublisherId: second.personId },
      terms: storedTerms(RuleTerms.parse({ ...termsOf(pot.terms), what })),
    },
  })
  return id
}

/** The model's purse as the product names it. */
export const purseIn = (purse: Purse) => (purse === 'any' ? ('unrestricted' as const) : purse)

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
