import {
  closings,
  hrefOf,
  offeredStandings,
  sortLabel,
  sorts,
  standingLabel,
  without,
  type ChallengeFilters,
  type ListName,
  type Sort,
  type Standing,
} from '#app/domain/reporting/challenge-filters.ts'
import type { ListFacets } from '#app/domain/reporting/list-facets.server.ts'
import { Facet } from '#app/ui/choices.tsx'
import { Facets } from '#app/ui/result.tsx'

type FiltersProps = { filters: ChallengeFilters; facets: ListFacets; total: number }

export function Filters({ filters, facets, total }: FiltersProps) {
  const chosen = (name: ListName) => filters[name].map(String)
  return (
    <Facets label="Filter challenges" resultCount={total}>
      <HiddenFilters filters={{ ...onlySearch(filters), sort: filters.sort }} />
      <Facet name="stage" label="Stage" choices={stagesOf(facets)} chosen={chosen('stage')} />
      {facets.area.length > 0 && (
        <Facet
          name="area"
          label="Service area"
          choices={facets.area}
          chosen={chosen('area')}
          shown={{ most: 6, noun: 'areas' }}
        />
      )}
      {facets.pot.length > 0 && (
        <Facet name="pot" label="Match money" choices={facets.pot} chosen={chosen('pot')} />
      )}
      {facets.nation.length > 0 && (
        <Facet
          name="nation"
          label="Backed by a council in"
          choices={facets.nation}
          chosen={chosen('nation')}
        />
      )}
      <fieldset>
        <legend>Closing</legend>
        <label className="visually-hidden" htmlFor="closing">
          Closing within
        </label>
        <select className="select" id="closing" name="closing" defaultValue={filters.closing ?? ''}>
          <option value="">Any time</option>
          {closings.map((days) => (
            <option key={days} value={days}>
              In {days} days
            </option>
          ))}
        </select>
      </fieldset>
    </Facets>
  )
}

const onlySearch = (filters: ChallengeFilters): ChallengeFilters => ({
  ...filters,
  stage: [],
  area: [],
  pot: [],
  nation: [],
  closing: undefined,
})

/** In the order of a challenge's life, with the counts that there are. */
const stagesOf = (facets: ListFacets) =>
  offeredStandings.map((value) => ({
    value,
    label: standingLabel(value),
    count: facets.stage.find((stage) => stage.value === value)?.count ?? 0,
  }))

/** What one form must not lose when another one is sent. */
export const HiddenFilters = ({ filters }: { filters: ChallengeFilters }) =>
  [...new URLSearchParams(hrefOf(filters).split('?')[1])].map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ))

export function SortForm({ filters, sort }: { filters: ChallengeFilters; sort: Sort }) {
  return (
    <form className="btns" method="get">
      <HiddenFilters filters={{ ...filters, sort: undefined }} />
      <div>
        <label className="small" htmlFor="sort">
          Sort by
        </label>
        <select className="select w-short" id="sort" name="sort" defaultValue={sort}>
          {sorts
            .filter((each) => each !== 'relevance' || filters.q)
            .map((each) => (
              <option key={each} value={each}>
                {sortLabel[each]}
              </option>
            ))}
        </select>
      </div>
      <button className="btn btn--second btn--small sortrow__button">Sort</button>
    </form>
  )
}

const listNames: ListName[] = ['stage', 'area', 'pot', 'nation']

/** Filters in use, each with the address of the list without it. */
export function chipsOf(filters: ChallengeFilters, facets: ListFacets) {
  const chips = listNames.flatMap((name) =>
    filters[name].map((value) => ({
      name: labelOf(facets, name, String(value)),
      href: without(filters, name, String(value)),
    })),
  )
  if (filters.q) chips.unshift({ name: `“${filters.q}”`, href: hrefOf(filters, { q: '' }) })
  if (filters.closing)
    chips.push({
      name: `Closing in ${filters.closing} days`,
      href: hrefOf(filters, { closing: undefined }),
    })
  return chips
}

const labelOf = (facets: ListFacets, name: ListName, value: string) =>
  name === 'stage'
    ? standingLabel(value as Standing)
    : (facets[name].find((facet) => facet.value === value)?.label ?? value)
