import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { getPledged, type Pledged } from '../ledger/pledged-queries.server.ts'

export type HomeFigures = {
  pledgedPence: bigint
  firstPledgeAt: Date | null
  matchedPence: bigint
  pledgingCouncils: number
  openChallenges: number
  funded: number
  inUse: number
}

/** The figures of the whole portal, all of one moment. Money of rounds that lapsed is in none of them. */
export async function getHomeFigures() {
  const [[figures], pledged] = await Promise.all([
    db.$queryRaw<Omit<HomeFigures, keyof Pledged>[]>`
      select
        (select min(committed_at) from pledges where state in ('committed', 'called')) as "firstPledgeAt",
        (select coalesce(sum(reserved_pence + committed_pence + paid_pence), 0)::bigint from pot_balances)
          as "matchedPence",
        coalesce(sum(challenge_count) filter (where stage = 'pooling'), 0)::int as "openChallenges",
        coalesce(sum(challenge_count)
          filter (where stage in ('funded', 'awarded', 'delivering', 'completed')), 0)::int as funded,
        coalesce(sum(challenge_count) filter (where stage = 'completed'), 0)::int as "inUse"
      from stage_counts`,
    getPledged(),
  ])
  invariant(figures, 'counts have an answer')
  return { ...figures, ...pledged, asAt: clock.now() }
}

export type Activity = {
  id: string
  kind: 'pledged' | 'shares' | 'posted'
  at: Date
  council: string
  challenge: string
  slug: string
  amountPence: bigint | null
}

/** The latest pledges that count and the latest councils to share a problem. Hidden names stay hidden. */
export const listActivity = (most: number) => db.$queryRaw<Activity[]>`
  with latest as (
    (select pledges.id, 'pledged' as kind, committed_at as at, council_id, challenge_id, amount_pence
      from pledges where state in ('committed', 'called') and is_name_shown
      order by committed_at desc, number desc limit ${most})
    union all
    (select signed.id, case when signed.council_id = c.lead_council_id then 'posted' else 'shares' end,
        signed_at, signed.council_id, challenge_id, null
      from (select * from co_signatures where withdrawn_at is null
        order by signed_at desc, id desc limit ${most}) signed
      join challenges c on c.id = challenge_id)
  )
  select latest.id, latest.kind, latest.at, council.name as council, coalesce(c.short_title, c.title) as challenge,
    c.slug, amount_pence as "amountPence"
  from latest
  join organisations council on council.id = council_id
  join challenges c on c.id = challenge_id
  order by latest.at desc, latest.id
  limit ${most}`

export type Solution = {
  id: string
  slug: string
  title: string
  supplier: string
  pooledPence: bigint
  /** What the councils that share it would have paid one by one, where the lead council said what that is. */
  alonePence: bigint | null
  sharers: number
}

/** Challenges whose solution is in use, the latest first. */
export const listSolutions = (most: number) => db.$queryRaw<Solution[]>`
  select c.id, c.slug, c.title, supplier.name as supplier, project.price_pence as "pooledPence",
    (c.typical_cost_pence * sharing.sharers)::bigint as "alonePence", sharing.sharers
  from challenges c
  join projects project on project.challenge_id = c.id
  join organisations supplier on supplier.id = project.supplier_id
  cross join lateral (
    select count(*)::int as sharers from co_signatures
    where challenge_id = c.id and withdrawn_at is null) sharing
  where c.stage = 'completed'
  order by project.started_at desc, c.id
  limit ${most}`
