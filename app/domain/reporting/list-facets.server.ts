import { Prisma } from '#prisma/generated/client.ts'
import { readKept } from '#app/core/db.server.ts'
import type { ChallengeFilters, ListName } from './challenge-filters.ts'
import { sieve, type Found } from './list-sieve.server.ts'

export type FacetValue = { value: string; label: string; count: number }
export type ListFacets = Record<ListName, FacetValue[]>

/** Each filter counts what it would find together with all the others, so no count leads to nothing. */
export async function countFacets(filters: ChallengeFilters, found?: Found): Promise<ListFacets> {
  const rows = await readKept<{ name: ListName } & FacetValue>(Prisma.sql`
    with ${sieve({ filters, found })}, fits as materialized (
      select *,
        fits_area & fits_pot & fits_nation & fits_closing as for_stage,
        fits_stage & fits_pot & fits_nation & fits_closing as for_area,
        fits_stage & fits_area & fits_nation & fits_closing as for_pot,
        fits_stage & fits_area & fits_pot & fits_closing as for_nation
      from sieve
    ), counted as (
      select name, value, bit_count(asked & bits) as found, bit_count(asked & bits & others) as count
      from fits
      cross join lateral (
        select name, value, bits, for_stage as others from list_filters where name = 'stage' and value <> 'pooling'
        union all select 'stage', 'closing-soon', closing_soon, for_stage
        union all select 'stage', 'pooling', pooling, for_stage
        union all select name, value, bits, for_area from list_filters where name = 'area'
        union all select name, value, bits, for_pot from list_filters where name = 'pot'
        union all select name, value, bits, for_nation from list_filters where name = 'nation') offered
      union all
      select 'stage', standing, 1, (fits_area and fits_pot and fits_nation and fits_closing)::int from fresh
      union all
      select 'area', area_id::text, 1, (fits_stage and fits_pot and fits_nation and fits_closing)::int from fresh
      union all
      select 'pot', unnest(pots), 1, (fits_stage and fits_area and fits_nation and fits_closing)::int from fresh
      union all
      select 'nation', unnest(nations), 1, (fits_stage and fits_area and fits_pot and fits_closing)::int from fresh
    ), summed as (
      select name, value, sum(count)::int as count from counted group by name, value having sum(found) > 0
    )
    select summed.name, value, coalesce(area.name, pots.name, value) as label, count
    from summed
    left join service_functions area on summed.name = 'area' and area.id = case when summed.name = 'area' then value::int end
    left join pots on summed.name = 'pot' and pots.slug = value
    order by name, count desc, label`)
  const facets: ListFacets = { stage: [], area: [], pot: [], nation: [] }
  for (const { name, ...value } of rows) facets[name].push(value)
  return facets
}
