import { Prisma } from '#prisma/generated/client.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { addDays, endOfDay, londonDay } from '#app/core/time.ts'
import { numberOf } from '../challenges/challenge.ts'
import {
  CLOSING_SOON_DAYS,
  noFilters,
  PAGE_SIZE,
  sortOf,
  type ChallengeFilters,
  type ListName,
  type Sort,
  type Standing,
} from './challenge-filters.ts'

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

export type FacetValue = { value: string; label: string; count: number }
export type ListFacets = Record<ListName, FacetValue[]>

/** One page of published challenges, how many there are in all, and what each filter would find. */
export async function listPublicChallenges(filters: ChallengeFilters, pageSize = PAGE_SIZE) {
  const judged = judgedChallenges(filters)
  const [rows, facets] = await Promise.all([pageOf(judged, filters, pageSize), countFacets(judged)])
  return { ...rows, facets }
}

/** The same figures for one challenge, so that its page and the list always agree. */
export async function getListedChallenge(id: string): Promise<ListedChallenge> {
  const { challenges } = await pageOf(judgedChallenges(noFilters, id), noFilters, 1)
  const [challenge] = challenges
  invariant(challenge, 'a published challenge is listed')
  return challenge
}

async function pageOf(judged: Prisma.Sql, filters: ChallengeFilters, pageSize: number) {
  const rows = await db.$queryRaw<(ListedChallenge & { total: number })[]>`
    with ${judged}
    select id, slug, number, title, "shortTitle", summary, stage, standing, "publishedAt", "leadCouncil",
      area, service, sharers, pots, "closesAt", "targetPence", "stretchPence", "pledgedPence", "matchedPence",
      "waitingPence", "councilCount", count(*) over ()::int as total
    from judged
    where fits_stage and fits_area and fits_pot and fits_nation and fits_closing
    order by ${orders[sortOf(filters)]}, "publishedAt" desc, id
    limit ${pageSize} offset ${(filters.page - 1) * pageSize}`
  const challenges: ListedChallenge[] = rows
  return { challenges, total: rows[0]?.total ?? 0 }
}

/** Each filter counts what it would find together with all the others, so no count leads to nothing. */
async function countFacets(judged: Prisma.Sql): Promise<ListFacets> {
  const rows = await db.$queryRaw<({ name: ListName } & FacetValue)[]>`
    with ${judged}
    select 'stage' as name, standing as value, standing as label,
      count(*) filter (where fits_area and fits_pot and fits_nation and fits_closing)::int as count
    from judged group by standing
    union all
    select 'area', area_id::text, area,
      count(*) filter (where fits_stage and fits_pot and fits_nation and fits_closing)::int
    from judged where area_id is not null group by area_id, area
    union all
    select 'pot', pots.slug, pots.name,
      count(*) filter (where fits_stage and fits_area and fits_nation and fits_closing)::int
    from judged join pots on pots.slug = any (judged.pots) group by pots.slug, pots.name
    union all
    select 'nation', nation, nation,
      count(*) filter (where fits_stage and fits_area and fits_pot and fits_closing)::int
    from judged cross join unnest(nations) as nation group by nation
    order by name, count desc, label`
  const facets: ListFacets = { stage: [], area: [], pot: [], nation: [] }
  for (const { name, ...value } of rows) facets[name].push(value)
  return facets
}

const orders: Record<Sort, Prisma.Sql> = {
  relevance: Prisma.sql`relevance desc`,
  closing: Prisma.sql`case when stage = 'pooling' then "closesAt" end nulls last,
    array_position(array['gathering', 'funded', 'awarded', 'delivering', 'completed', 'lapsed'], stage)`,
  target: Prisma.sql`case when stage = 'pooling' then
    ("pledgedPence" + "matchedPence")::numeric / "targetPence" end desc nulls last`,
  councils: Prisma.sql`sharers desc`,
  newest: Prisma.sql`"publishedAt" desc`,
}

/**
 * Every published challenge that the search finds, with its figures, and for each filter whether it fits.
 * A council shares a problem when it said so or when its pledge counts.
 */
function judgedChallenges(filters: ChallengeFilters, onlyId?: string) {
  const { stage, area, pot, nation, closing } = filters
  const today = londonDay(clock.now())
  const soon = endOfDay(addDays(today, CLOSING_SOON_DAYS))
  const closesBy = closing ? endOfDay(addDays(today, Number(closing))) : null
  return Prisma.sql`found as (
    select c.id, c.slug, c.number, c.title, coalesce(c.short_title, c.title) as "shortTitle", c.summary,
      c.stage, c.published_at as "publishedAt", lead.name as "leadCouncil", area.id as area_id,
      area.name as area, named.name as service, sharing.sharers, sharing.nations, coalesce(matching.pots, '{}') as pots,
      round.closes_at as "closesAt", round.target_pence as "targetPence",
      round.stretch_pence as "stretchPence", coalesce(round.closing_pledged_pence, totals.pledged_pence, 0) as "pledgedPence",
      coalesce(round.closing_matched_pence, totals.matched_pence, 0) as "matchedPence",
      coalesce(round.closing_council_count, totals.council_count, 0) as "councilCount", waiting.pence as "waitingPence",
      case when c.stage = 'pooling' and round.closes_at < ${soon} then 'closing-soon' else c.stage end
        as standing,
      ${relevanceOf(filters.q)} as relevance
    from challenges c
    join organisations lead on lead.id = c.lead_council_id
    join service_functions named on named.id = c.service_function_id
    join service_functions area on area.id = coalesce(named.parent_id, named.id)
    left join lateral (
      select * from rounds where challenge_id = c.id order by opens_at desc, id desc limit 1) round on true
    left join round_totals totals on totals.round_id = round.id
    cross join lateral (
      select coalesce(sum(amount_pence), 0)::bigint as pence from pledges
      where round_id = round.id and state = 'awaiting-approval') waiting
    cross join lateral (
      select count(*)::int as sharers, array_agg(distinct nation) as nations from councils
      where id in (
        select council_id from co_signatures where challenge_id = c.id and withdrawn_at is null
        union
        select council_id from pledges where challenge_id = c.id and state in ('committed', 'called')
      )) sharing
    cross join lateral (
      select array_agg(distinct slug) as pots from matches join pots on pots.id = matches.pot_id
      where matches.challenge_id = c.id and matches.released_at is null) matching
    where c.stage <> 'draft' and ${onlyId ? Prisma.sql`c.id = ${onlyId}::uuid` : isFound(filters.q)}
  ), judged as (
    select *,
      (${stage.length === 0} or standing = any (${stage})) as fits_stage,
      (${area.length === 0} or area_id = any (${area})) as fits_area,
      (${pot.length === 0} or pots && ${pot}::text[]) as fits_pot,
      (${nation.length === 0} or nations && ${nation}::text[]) as fits_nation,
      (${closing === undefined} or (stage = 'pooling' and "closesAt" < ${closesBy}::timestamptz))
        as fits_closing
    from found)`
}

/** Words in the text, the title misspelt, the lead council's name, or a reference. */
const isFound = (q: string) =>
  q === ''
    ? Prisma.sql`true`
    : Prisma.sql`(c.search @@ websearch_to_tsquery('english', ${q})
        or word_similarity(${q}, c.title) >= 0.5
        or strpos(lower(lead.name), lower(${q})) > 0
        or c.number = ${numberOf(q) ?? -1})`

const relevanceOf = (q: string) =>
  q === ''
    ? Prisma.sql`0::real`
    : Prisma.sql`ts_rank(c.search, websearch_to_tsquery('english', ${q})) + word_similarity(${q}, c.title)`
