import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { dateOf, DAY_MS } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { savePledgeDraft } from '#app/domain/pledges/save-pledge-draft.server.ts'
import { build } from '#tests/factories/index.ts'

export const POTS = 20
export const AMOUNT_PENCE = pounds(1_000)
const COUNCILS = 400
const made = { number: 0 }

/** One pledge to make on both sides: `raw` names the same council, challenge and pot by number. */
export type Draft = {
  id: string
  by: Actor
  raw: { council: number; challenge: number; pot: number }
}

type Round = { id: string; challengeId: string; pot: number }

type Wanted = {
  count: number
  pots: number
  /** Saved by the verb, as in the product, and not written into the table. */
  areSaved?: boolean
}

/** 400 councils, each with an officer whose limit covers every pledge, and a pot for each of 20 services. */
export async function makeWorld() {
  const officers = await makeOfficers()
  const services: number[] = []
  for (let pot = 0; pot < POTS; pot++) {
    const { id: serviceFunctionId } = await build.serviceFunction()
    const cap = String(pounds(1_000_000_000))
    await build.pot({
      for: { serviceFunctionId },
      holds: pounds(1_000_000_000),
      terms: { pledgeCapPence: '50000', councilCapPence: cap, challengeCapPence: cap },
    })
    services.push(serviceFunctionId)
  }
  return {
    /** Drafts to `rounds` rounds, spread over so many pots, in an order that follows none of them. */
    makeDrafts: async ({ count, pots, areSaved = false }: Wanted) => {
      const rounds = await makeRounds(Math.max(20, Math.ceil(count / COUNCILS)), services, pots)
      const drafts = draftsTo(rounds, officers, count)
      await (areSaved ? saveEach(drafts) : writeAll(drafts))
      await pool.query('analyze')
      return drafts
    },
  }
}

async function makeOfficers(): Promise<Actor[]> {
  const createdAt = clock.now()
  const people = Array.from({ length: COUNCILS }, (_, place) => ({
    council: newId(),
    person: newId(),
    membership: newId(),
    name: `Council ${place + 1}`,
    slug: `bench-${place + 1}`,
  }))
  await db.organisation.createMany({
    data: people.map(({ council: id, name, slug }) => ({
      ...{ id, name, slug, createdAt },
      kind: 'council',
    })),
  })
  await db.council.createMany({
    data: people.map(({ council: id, slug }) => ({
      ...{ id, gss: slug, type: 'unitary', nation: 'England' },
      ...{ region: 'Yorkshire and The Humber', isUpperTier: true },
    })),
  })
  await db.person.createMany({
    data: people.map(({ person: id, slug, name }) => ({
      ...{ id, slug, name, createdAt },
      email: `${slug}@example.gov.uk`,
    })),
  })
  await db.membership.createMany({
    data: people.map(({ membership: id, person: personId, council: organisationId }) => ({
      ...{ id, personId, organisationId, jobTitle: 'Officer', joinedAt: createdAt },
    })),
  })
  await db.membershipRole.createMany({
    data: people.map(({ membership: membershipId }) => ({
      ...{ membershipId, role: 'officer', grantedAt: createdAt },
    })),
  })
  await db.delegatedLimit.createMany({
    data: people.map(({ membership: membershipId }) => ({
      ...{ id: newId(), membershipId, limitPence: pounds(1_000_000) },
      ...{ fromOn: dateOf('2020-04-01'), source: 'made for a bench' },
    })),
  })
  return people.map(({ council, person, name, slug }) => ({
    personId: person,
    personName: name,
    organisationId: council,
    organisationName: name,
    organisationSlug: slug,
    organisationKind: 'council',
    roles: ['officer'],
  }))
}

async function makeRounds(count: number, services: number[], pots: number): Promise<Round[]> {
  const by = await build.officer()
  const rounds: Round[] = []
  for (let place = 0; place < count; place++) {
    const pot = place % pots
    const serviceFunctionId = services[pot] ?? 0
    const { id: challengeId } = await build.challenge({ by, stage: 'pooling', serviceFunctionId })
    rounds.push({ id: newId(), challengeId, pot })
  }
  const opensAt = clock.now()
  await db.round.createMany({
    data: rounds.map(({ id, challengeId }) => ({
      ...{ id, challengeId, targetPence: pounds(1_000_000_000), minimumCouncils: 1 },
      ...{ smallestPledgePence: pounds(1), isDataKeptInUk: false, openedById: by.personId },
      ...{ opensAt, closesAt: new Date(opensAt.getTime() + 30 * DAY_MS) },
    })),
  })
  await db.roundTotals.createMany({ data: rounds.map(({ id: roundId }) => ({ roundId })) })
  return rounds
}

function draftsTo(rounds: Round[], officers: Actor[], count: number) {
  const first = made.number
  made.number += rounds.length
  const places = Array.from({ length: count }, (_, place) => (place * 7919) % count)
  return [...new Set(places)].flatMap((place) => {
    const [round, by] = [rounds[place % rounds.length], officers[Math.floor(place / rounds.length)]]
    if (!round || !by) return []
    const council = Math.floor(place / rounds.length) + 1
    const challenge = ((first + (place % rounds.length)) % 2_000) + 1
    return [{ id: newId(), by, round, raw: { council, challenge, pot: round.pot + 1 } }]
  })
}

type DraftTo = ReturnType<typeof draftsTo>[number]

/** By the product's own verb, as an officer does on the page before. */
async function saveEach(drafts: DraftTo[]) {
  for (const { id, by, round } of drafts)
    await savePledgeDraft(by, round.id, { id, amount: AMOUNT_PENCE })
}

/** Into the table, which is quicker: this process has not seen them. */
async function writeAll(drafts: DraftTo[]) {
  const madeAt = clock.now()
  await db.pledge.createMany({
    data: drafts.map(({ id, by, round }) => ({
      ...{ id, roundId: round.id, challengeId: round.challengeId, councilId: by.organisationId },
      ...{ amountPence: AMOUNT_PENCE, fundingType: 'revenue', conditions: {}, isNameShown: true },
      ...{ state: 'draft', madeById: by.personId, madeAt },
    })),
  })
}
