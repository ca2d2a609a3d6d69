import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { countOf, formatCount } from '#app/core/number.ts'
import { getPolicyNumber } from '#app/domain/organisations/policy-number.server.ts'
import {
  hrefOf,
  MOST_FOUND,
  MOST_WEIGHED,
  noFilters,
  PAGE_SIZE,
  readFilters,
  sortOf,
  type ChallengeFilters,
} from '#app/domain/reporting/challenge-filters.ts'
import { listPublicChallenges } from '#app/domain/reporting/list-public-challenges.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { SearchField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Chips } from '#app/ui/result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { chipsOf, Filters, HiddenFilters, SortForm } from './filters.tsx'
import { ChallengeResult } from './result.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const filters = readFilters(new URL(request.url).searchParams)
    const [list, needed] = await Promise.all([
      listPublicChallenges(filters),
      getPolicyNumber('co-signers-to-open-a-round'),
    ])
    return { filters, now: clock.now(), needed: Number(needed), ...list }
  })
}

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE))

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const pages = pagesOf(data?.total ?? 0)
  const place = pages > 1 ? ` (page ${data?.filters.page} of ${pages})` : ''
  return [{ title: pageTitle(`Challenges${place}`) }]
}

export default function Challenges() {
  const { filters, total, facets } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Challenges">
      <div className="stack">
        <PageTitle
          title="Challenges"
          lead="Problems that more than one council has. Search before you post: someone may have written yours down already."
        />
        <SearchField
          name="q"
          label="Search challenges"
          defaultValue={filters.q}
          placeholder="Try “parking permits” or “care assessments”"
        >
          <HiddenFilters filters={{ ...filters, q: '', sort: undefined }} />
        </SearchField>
      </div>
      <div className="with-facets">
        <Filters filters={filters} facets={facets} total={total} />
        <Results />
      </div>
    </Page>
  )
}

function Results() {
  const { filters, challenges, total, facets, searched, now, needed } =
    useLoaderData<typeof loader>()
  return (
    <div id="results">
      <div className="sortrow">
        <div className="stack-2">
          <p aria-live="polite">
            <strong>{countOf(total, 'challenge')}</strong>{' '}
            <span className="muted">{placeOf(filters, challenges.length)}</span>
          </p>
          {searched && <SearchLimits {...searched} isByFit={sortOf(filters) === 'relevance'} />}
          <Chips chips={chipsOf(filters, facets)} clearHref={hrefOf(noFilters)} />
        </div>
        <SortForm filters={filters} sort={sortOf(filters)} />
      </div>
      {challenges.length === 0 && <NothingFound filters={filters} />}
      {challenges.map((challenge) => (
        <ChallengeResult key={challenge.id} challenge={challenge} now={now} needed={needed} />
      ))}
      <Pager
        page={filters.page}
        pages={pagesOf(total)}
        hrefOf={(page) => hrefOf(filters, { page })}
      />
    </div>
  )
}

type SearchLimitsProps = { isMore: boolean; isWeighed: boolean; isByFit: boolean }

function SearchLimits({ isMore, isWeighed, isByFit }: SearchLimitsProps) {
  const more = `More than ${formatCount(MOST_FOUND)} match. These are the newest: add a word to find others.`
  const order = `The newest ${MOST_WEIGHED} come first, the best match at the top.`
  const said = [...(isMore ? [more] : []), ...(isByFit && !isWeighed ? [order] : [])]
  return said.length > 0 && <p className="muted">{said.join(' ')}</p>
}

function placeOf({ page }: ChallengeFilters, shown: number) {
  const first = (page - 1) * PAGE_SIZE + 1
  return shown === 0 ? '' : `showing ${first} to ${first + shown - 1}`
}

function NothingFound({ filters }: { filters: ChallengeFilters }) {
  const isUnfiltered = hrefOf({ ...filters, sort: undefined, page: 1 }) === '/challenges'
  if (isUnfiltered && filters.page === 1)
    return (
      <Empty
        level={2}
        title="No council has posted a challenge yet"
        action={<ButtonLink href="/challenges/new">Post the first challenge</ButtonLink>}
      >
        A challenge appears here as soon as a council publishes it.
      </Empty>
    )
  return (
    <Empty
      level={2}
      title="No challenge fits this search"
      action={
        <>
          <ButtonLink href="/challenges" look="second">
            See all challenges
          </ButtonLink>
          <ButtonLink href="/challenges/new" look="second">
            Post a challenge
          </ButtonLink>
        </>
      }
    >
      Try fewer filters or other words. If nobody has written this problem down, your council can.
    </Empty>
  )
}
