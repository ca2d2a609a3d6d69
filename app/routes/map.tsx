import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countOf } from '#app/core/number.ts'
import { describePlace } from '#app/domain/organisations/council-words.ts'
import { nations } from '#app/domain/reporting/challenge-filters.ts'
import { listInvolvedCouncils } from '#app/domain/reporting/tile-map.server.ts'
import { countInvolved } from '#app/domain/reporting/tile-map.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Councils on the map') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const asked = new URL(request.url).searchParams.get('nation')
    const nation = nations.find((each) => each === asked)
    const all = await listInvolvedCouncils()
    return { nation, councils: all.filter((council) => !nation || council.nation === nation) }
  })
}

export default function CouncilsOnTheMap() {
  const { councils, nation } = useLoaderData<typeof loader>()
  const { pledged, sharesOnly } = countInvolved(councils)
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Councils on the map">
      <PageTitle
        title="Councils on the map"
        lead={`${countOf(pledged, 'council has', 'councils have')} pledged money and ${sharesOnly} more ${sharesOnly === 1 ? 'shares' : 'share'} at least one problem.`}
      />
      <nav className="contents" aria-label="Nations">
        <ul>
          <li>
            <a href="/map" aria-current={nation ? undefined : 'page'}>
              All of the UK
            </a>
          </li>
          {nations.map((each) => (
            <li key={each}>
              <a
                href={`/map?nation=${encodeURIComponent(each)}`}
                aria-current={each === nation ? 'page' : undefined}
              >
                {each}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        label="Councils that take part"
        rows={councils}
        keyOf={({ id }) => id}
        columns={columns}
        empty={
          <Empty
            level={2}
            title="No council takes part yet"
            action={<ButtonLink href="/challenges/new">Post a challenge</ButtonLink>}
          >
            Councils appear here as soon as the first challenge is published.
          </Empty>
        }
      />
    </Page>
  )
}

type Council = ReturnType<typeof useLoaderData<typeof loader>>['councils'][number]

const columns: Column<Council>[] = [
  { name: 'Council', show: ({ slug, name }) => <a href={`/organisations/${slug}`}>{name}</a> },
  { name: 'Place', show: ({ region, nation }) => describePlace(region, nation) },
  {
    name: 'Taking part',
    show: ({ hasPledged }) => (hasPledged ? 'Has pledged money' : 'Shares a problem'),
  },
]
