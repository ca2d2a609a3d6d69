import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { findFunding } from '../pledges/queries.server.ts'

/** A published challenge, as far as pitches and their evaluation need it. */
export async function getChallengeHead(slug: string) {
  const challenge = await db.challenge.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      shortTitle: true,
      stage: true,
      leadCouncilId: true,
      leadCouncil: {
        select: { nation: true, organisation: { select: { name: true, slug: true } } },
      },
    },
  })
  if (!challenge?.slug || challenge.stage === 'draft')
    throw new Refusal('not-found', 'Page not found')
  return {
    id: challenge.id,
    slug: challenge.slug,
    title: challenge.title,
    shortTitle: challenge.shortTitle ?? challenge.title,
    stage: challenge.stage,
    leadCouncilId: challenge.leadCouncilId,
    leadCouncilName: challenge.leadCouncil.organisation.name,
    nation: challenge.leadCouncil.nation,
  }
}
export type ChallengeHead = Awaited<ReturnType<typeof getChallengeHead>>

/** The most a solution may cost: what was raised, or what an open round asks for. */
export async function findMoneyFor(challengeId: string) {
  const round = await findFunding(challengeId)
  if (!round || round.outcome === 'lapsed') return undefined
  const isFunded = round.outcome === 'funded'
  const mostPence = isFunded
    ? round.pledgedPence + round.matchedPence
    : (round.stretchPence ?? round.targetPence)
  return { isFunded, mostPence }
}
