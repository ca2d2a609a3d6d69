import { db, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'

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
export async function findMoneyFor(challengeId: string, at: Tx = db) {
  const [row] = await at.$queryRaw<{ isFunded: boolean; mostPence: Pence }[]>`
    select r.outcome = 'funded' as "isFunded",
      case when r.outcome = 'funded' then t.pledged_pence + t.matched_pence
        else coalesce(r.stretch_pence, r.target_pence) end as "mostPence"
    from rounds r join round_totals t on t.round_id = r.id
    where r.challenge_id = ${challengeId}::uuid and r.outcome is distinct from 'lapsed'
    order by r.opens_at desc limit 1`
  return row && { isFunded: row.isFunded === true, mostPence: BigInt(row.mostPence) }
}
