import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import type { Stage } from '#app/domain/challenges/stage.ts'
import { officer } from './organisations.ts'

let made = 0

/** Of a heading, or a heading itself. */
export async function serviceFunction(wanted: { name?: string; parentId?: number } = {}) {
  const id = 10_000 + ++made
  const { name = `Service area ${id}`, parentId = null } = wanted
  return db.serviceFunction.create({ data: { id, name, parentId, level: parentId ? 2 : 1 } })
}

type ChallengeWanted = {
  /** An officer of the lead council; without one, of a new council. */
  by?: Actor
  stage?: Stage
  title?: string
  shortTitle?: string
  summary?: string
  slug?: string
  theme?: string
  serviceFunctionId?: number
  publishedAt?: Date
  yearlyCostPence?: bigint
}

/** All a challenge must say before it can be published. */
const answers = (id: number) => ({
  title: `Challenge ${id}`,
  shortTitle: `Challenge ${id}`,
  summary: 'Every council does this by hand.',
  problem: 'Officers retype the same letters every week.',
  outcome: 'A resident tells us once\nAny council can leave with its data',
  costToday: 'Two officers for two days a week.',
  adoptionRoute: 'Each council signs the same short agreement.',
})

/** A published challenge, co-signed by its lead council; or, with `stage: 'draft'`, a whole draft. */
export async function challenge(wanted: ChallengeWanted = {}) {
  const { by = await officer(), stage = 'gathering', yearlyCostPence = null, ...words } = wanted
  const now = wanted.publishedAt ?? clock.now()
  const place = ++made
  const serviceFunctionId = wanted.serviceFunctionId ?? (await serviceFunction()).id
  const published = { slug: wanted.slug ?? `challenge-${place}`, publishedAt: now }
  const row = await db.challenge.create({
    data: {
      id: newId(),
      ...answers(place),
      ...words,
      ...(stage !== 'draft' && { ...published, publishedById: by.personId }),
      serviceFunctionId,
      leadCouncilId: by.organisationId,
      stage,
      createdById: by.personId,
      createdAt: now,
      changedAt: now,
    },
  })
  if (stage !== 'draft') await coSignature({ challengeId: row.id, by, yearlyCostPence })
  return row
}

type CoSignatureWanted = {
  challengeId: string
  by?: Actor
  yearlyCostPence?: bigint | null
  volumePerYear?: number
  signedAt?: Date
}

export async function coSignature(wanted: CoSignatureWanted) {
  const { by = await officer(), signedAt = clock.now(), ...figures } = wanted
  return db.coSignature.create({
    data: { ...figures, councilId: by.organisationId, signedById: by.personId, signedAt },
  })
}
