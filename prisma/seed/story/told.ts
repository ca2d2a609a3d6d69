import { db } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Cast } from './cast.ts'
import { idOf, type ChallengeIds } from './challenges.ts'

/** What every part of the story needs to find who acts on what. */
export type Told = { cast: Cast; ids: ChallengeIds }

export async function slugOf(ids: ChallengeIds, challenge: string) {
  const { slug } = await db.challenge.findUniqueOrThrow({ where: { id: idOf(ids, challenge) } })
  invariant(slug, `${challenge} is published`)
  return slug
}

export async function leadOf(
  { cast, ids }: Told,
  challenge: string,
  role: 'officer' | 'finance-approver' = 'officer',
) {
  const { leadCouncil } = await db.challenge.findUniqueOrThrow({
    where: { id: idOf(ids, challenge) },
    select: { leadCouncil: { select: { organisation: { select: { slug: true } } } } },
  })
  return cast.holder(leadCouncil.organisation.slug, role)
}
