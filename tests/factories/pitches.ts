import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { DAY_MS } from '#app/core/time.ts'
import { closeRound } from '#app/domain/pledges/close-round.server.ts'
import { keepProfile } from '#app/domain/profiles/kept-profile.ts'
import { readProfile } from '#app/domain/profiles/profile-queries.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { member, officer, rules, supplier } from './organisations.ts'
import { committedPledge, round } from './pledges.ts'

const daysFromNow = (days: number) => new Date(clock.now().getTime() + days * DAY_MS)

type FundedWanted = { by?: Actor; raisedPence?: Pence }

/** A challenge whose round has closed on its target, and the officer who leads it. */
export async function fundedChallenge(wanted: FundedWanted = {}) {
  const { by = await officer(), raisedPence = pounds(480_000) } = wanted
  await rules()
  const { challenge: pooling, ...open } = await round({ by, targetPence: raisedPence })
  await committedPledge({ round: open, amountPence: raisedPence })
  await closeRound(by, open.id)
  const funded = await db.challenge.findUniqueOrThrow({ where: { id: pooling.id } })
  return { ...funded, slug: funded.slug ?? '', lead: by }
}
export type FundedChallenge = Awaited<ReturnType<typeof fundedChallenge>>

type CallWanted = {
  challenge?: FundedChallenge
  opensAt?: Date
  closesAt?: Date
  weights?: number[]
  priceLimitPence?: Pence
}

const criterionNames = [
  'Works, with evidence',
  'Open and easy to leave',
  'Cost over four years',
  'Social value',
]

/** A call for pitches that closes in thirty days, with two questions. */
export async function pitchCall(wanted: CallWanted = {}) {
  const asking = wanted.challenge ?? (await fundedChallenge())
  const { weights = [4000, 2500, 2000, 1500], priceLimitPence = pounds(480_000) } = wanted
  const call = await db.pitchCall.create({
    data: {
      challengeId: asking.id,
      opensAt: wanted.opensAt ?? clock.now(),
      closesAt: wanted.closesAt ?? daysFromNow(30),
      priceLimitPence,
      openedById: asking.lead.personId,
      criteria: {
        create: weights.map((weightBasisPoints, place) => ({
          position: place + 1,
          name: criterionNames[place] ?? `Criterion ${place + 1}`,
          weightBasisPoints,
        })),
      },
      questions: {
        create: [
          { position: 1, text: 'How does it work for parents and providers?', maximumWords: 750 },
          { position: 2, text: 'How can a council leave?', maximumWords: 300 },
        ],
      },
    },
    include: {
      criteria: { orderBy: { position: 'asc' } },
      questions: { orderBy: { position: 'asc' } },
    },
  })
  return { ...call, challenge: asking }
}
export type PitchCall = Awaited<ReturnType<typeof pitchCall>>

/** Somebody of a supplier that may pitch: checked, and with its profile filled in. */
export async function pitchingMember(wanted: { name?: string } = {}) {
  const firm = await supplier(wanted)
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt: clock.now() } })
  await db.supplier.update({
    where: { id: firm.id },
    data: { town: 'Hebden Bridge', staffCount: 9 },
  })
  return member({ organisation: firm })
}

type PitchWanted = {
  call: PitchCall
  by?: Actor
  isSent?: boolean
  at?: Date
  milestones?: Pence[]
  answers?: string[]
}

/** A pitch with every answer and two milestones; sent, unless told otherwise. */
export async function pitch(wanted: PitchWanted) {
  const { call, by = await pitchingMember(), isSent = true } = wanted
  const { milestones = [pounds(100_000), pounds(200_000)], answers = [] } = wanted
  const at = wanted.at ?? call.opensAt
  const row = await db.pitch.create({
    data: {
      pitchCallId: call.id,
      supplierId: by.organisationId,
      startedById: by.personId,
      startedAt: at,
      changedAt: at,
      ...(isSent && { sentAt: at, sentById: by.personId, profile: await profileOf(by) }),
      milestones: {
        create: milestones.map((pricePence, place) => ({
          position: place + 1,
          title: `Milestone ${place + 1}`,
          acceptanceTest: 'Two councils use it for a month',
          pricePence,
          weeksFromStart: 6 * (place + 1),
        })),
      },
    },
  })
  for (const [place, question] of call.questions.entries())
    await db.pitchAnswer.create({
      data: {
        pitchId: row.id,
        questionId: question.id,
        text: answers[place] ?? `An answer of ${by.organisationName}`,
        savedAt: at,
      },
    })
  return { ...row, by }
}

const profileOf = async (by: Actor) => keepProfile(await readProfile(db, by.organisationId))
