import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { referenceOf, slugFrom, slugWithNumber } from './challenge.ts'
import { draftSteps, missingSteps, stepLabel } from './draft.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'
import { moveChallenge } from './move-challenge.server.ts'
import { refuseStale } from './part-changes.server.ts'

/**
 * Puts a draft in public under its own address, co-signed by the council that leads it. Asked twice,
 * it is published once and both askers learn where.
 */
export async function publishChallenge(actor: Actor, challengeId: string, seenAt: Date) {
  try {
    return await transaction((tx) => publish(tx, actor, { challengeId, seenAt }))
  } catch (error) {
    // Another challenge took the slug at the same moment; this time it is seen to be taken.
    if (!isUniqueViolation(error, 'challenges_slug_key')) throw error
    return transaction((tx) => publish(tx, actor, { challengeId, seenAt }))
  }
}

type Asked = { challengeId: string; seenAt: Date }

async function publish(tx: Tx, actor: Actor, { challengeId, seenAt }: Asked) {
  const draft = await lockOwnChallenge(tx, actor, challengeId)
  if (draft.slug) return { slug: draft.slug }
  const [missing] = missingSteps(draft)
  if (missing)
    throw new Refusal('conflict', `Answer “${stepLabel[missing]}” before you publish this.`)
  await refuseStale(tx, actor, { challengeId, seenAt, parts: draftSteps })

  const slug = await freeSlug(tx, draft)
  const publishedAt = clock.now()
  await tx.challenge.update({
    where: { id: challengeId },
    data: {
      slug,
      publishedAt,
      publishedById: actor.personId,
      leadVolumePerYear: null,
      leadYearlyCostPence: null,
    },
  })
  await moveChallenge(tx, { challengeId, from: 'draft', to: 'gathering' })
  await tx.coSignature.create({
    data: {
      id: newId(),
      challengeId,
      councilId: draft.leadCouncilId,
      volumePerYear: draft.leadVolumePerYear,
      yearlyCostPence: draft.leadYearlyCostPence,
      signedById: actor.personId,
      signedAt: publishedAt,
    },
  })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challengeId,
    action: 'challenge-published',
    summary: `Published ${referenceOf(draft.number)}, “${draft.title}”`,
    detail: { slug },
  })
  return { slug }
}

type Named = { number: number; title: string; shortTitle: string | null }

async function freeSlug(tx: Tx, draft: Named) {
  const slug = slugFrom(draft.shortTitle ?? draft.title)
  const taken = slug && (await tx.challenge.findUnique({ where: { slug }, select: { id: true } }))
  return slug && !taken ? slug : slugWithNumber(slug, draft.number)
}
