import { Prisma } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { readKept } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { endOfDay, addDays, londonDay } from '#app/core/time.ts'
import {
  CLOSING_SOON_DAYS,
  MOST_WEIGHED,
  PAGE_SIZE,
  sortOf,
  type ChallengeFilters,
  type Sort,
  type Standing,
} from './challenge-filters.ts'
import { countFacets } from './list-facets.server.ts'
import { sieve, type Found } from './list-sieve.server.ts'
import { searchChallenges } from './search-challenges.server.ts'

export type ListedChallenge = {
  id: string
  slug: string
  number: number
  title: string
  shortTitle: string
  summary: string
  stage: Exclude<Standing, 'closing-soon'>
  standing: Standing
  publishedAt: Date
  leadCouncil: string
  /** The heading that lists filter by, and the area of services under it. */
  area: string
  service: string
  sharers: number
  pots: string[]
  closesAt: Date | null
  targetPence: bigint | null
  stretchPence: bigint | null
  pledgedPence: bigint
  matchedPence: bigint
  waitingPence: bigint
  councilCount: number
}

/** One page of published challenges, how many there are in all, and what each filter would find. */
export async function listPublicChallenges(filters: ChallengeFilters) {
  const found = await searchChallenges(filters.q)
  const [rows, facets] = await Promise.all([
    pageOf({ filters, found, pageSize: PAGE_SIZE }),
    countFacets(filters, found),
  ])
  return { ...rows, facets, searched: found && limitsOf(found) }
}

/** Whether a search found more than a list shows, or than are put in order by how well they fit. */
const limitsOf = ({ numbers, isMore }: Found) => ({
  isMore,
  isWeighed: numbers.length <= MOST_WEIGHED,
})

/** The first challenges of a list that searches for no words. */
export async function listFirstChallenges(filters: ChallengeFilters, most: number) {
  const { challenges } = await pageOf({ filters, found: undefined, pageSize: most })
  return challenges
}

/** The same figures for one challenge, so that its page and the list always agree. */
export async function getListedChallenge(id: string): Promise<ListedChallenge> {
  const [challenge] = await readKept<ListedChallenge>(Prisma.sql`
    with changed as materialized (select challenge_id from changed_challenges), picked as (
      select challenge_id, sharers, pots, 1 as place from listed_challenges
      where challenge_id = ${id}::uuid and challenge_id not in (select challenge_id from changed)
      union all
      select challenge_id, sharers, pots, 1
      from listed_among(array(select challenge_id from changed where challenge_id = ${id}::uuid))
    )
    select ${shown()}`)
  invariant(challenge, 'a published challenge is listed')
  return challenge
}

type Wanted = { filters: ChallengeFilters; found: Found | undefined; pageSize: number }

/**
 * A page is read from the noted order, beginning as many places before it as there are fresh challenges:
 * wherever those belong, what is on the page is among the two.
 */
async function pageOf({ filters, found, pageSize }: Wanted) {
  const start = (filters.page - 1) * pageSize
  const sort = sortOf(filters)
  const isByRelevance = found && sort === 'relevance'
  const numbers = isByRelevance
    ? Prisma.sql`select unnest(${found.numbers}::int[]) as number`
    : Prisma.sql`select unnest(numbers) as number from list_orders where sort = ${sort}`
  const relevances = isByRelevance
    ? Prisma.sql`join unnest(${found.numbers}::int[], ${found.relevances}::real[]) as weighed (number, relevance) using (number)`
    : Prisma.empty
  const rows = await readKept<ListedChallenge & { total: number }>(Prisma.sql`
    with ${sieve({ filters, found })}, late as materialized (
      select * from fresh where fits_stage and fits_area and fits_pot and fits_nation and fits_closing
    ), fits as materialized (
      select late, asked & fits_stage & fits_area & fits_pot & fits_nation & fits_closing as bits
      from (select count(*)::int as late from late) counted left join sieve on true
    ), noted as (
      select number from (${numbers}) in_order
      where case when number < (select length(bits) from fits) then get_bit((select bits from fits), number) end = 1
      limit ${pageSize} + (select late from fits)
      offset greatest(${start} - (select late from fits), 0)
    ), near as (
      select challenge_id, number, stage, closes_at, target_pence, raised_pence, sharers, pots, published_at
      from noted join listed_challenges using (number)
      union all
      select challenge_id, number, stage, closes_at, target_pence, raised_pence, sharers, pots, published_at from late
    ), picked as (
      select challenge_id, sharers, pots,
        row_number() over (order by ${orders[sort]}, published_at desc, challenge_id) as place
      from near ${relevances} order by place limit ${pageSize} offset least(${start}, (select late from fits))
    )
    select (select late + coalesce(bit_count(bits), 0) from fits)::int as total, ${shown()}`)
  const challenges: ListedChallenge[] = rows.map(({ total: _, ...challenge }) => challenge)
  return { challenges, total: rows[0]?.total ?? 0 }
}

const orders: Record<Sort, Prisma.Sql> = {
  relevance: Prisma.sql`relevance desc`,
  closing: Prisma.sql`case when stage = 'pooling' then closes_at end nulls last,
    array_position(array['gathering', 'funded', 'awarded', 'delivering', 'completed', 'lapsed'], stage)`,
  target: Prisma.sql`case when stage = 'pooling' then raised_pence::numeric / target_pence end desc nulls last`,
  councils: Prisma.sql`sharers desc`,
  newest: Prisma.sql`published_at desc`,
}

/** What is shown of each challenge that was picked, as it is now. */
function shown() {
  const soon = endOfDay(addDays(londonDay(clock.now()), CLOSING_SOON_DAYS))
  return Prisma.sql`c.id, c.slug, c.number, c.title, coalesce(c.short_title, c.title) as "shortTitle", c.summary, c.stage,
      case when c.stage = 'pooling' and round.closes_at < ${soon} then 'closing-soon' else c.stage end as standing,
      c.published_at as "publishedAt", lead.name as "leadCouncil", area.name as area, named.name as service, sharers, pots,
      round.closes_at as "closesAt", round.target_pence as "targetPence", round.stretch_pence as "stretchPence",
      coalesce(round.closing_pledged_pence, totals.pledged_pence, 0) as "pledgedPence",
      coalesce(round.closing_matched_pence, totals.matched_pence, 0) as "matchedPence",
      coalesce(round.closing_council_count, totals.council_count, 0) as "councilCount", waiting.pence as "waitingPence"
    from picked
    join challenges c on c.id = challenge_id
    join organisations lead on lead.id = c.lead_council_id
    join service_functions named on named.id = c.service_function_id
    join service_functions area on area.id = coalesce(named.parent_id, named.id)
    left join lateral (
      select * from rounds where challenge_id = c.id order by opens_at desc, id desc limit 1) round on true
    left join round_totals totals on totals.round_id = round.id
    cross join lateral (
      select coalesce(sum(amount_pence), 0)::bigint as pence from pledges
      where round_id = round.id and state = 'awaiting-approval') waiting
    order by place`
}
