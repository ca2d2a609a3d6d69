import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countOf } from '#app/core/number.ts'
import { listServiceAreas } from '#app/domain/challenges/draft-queries.server.ts'
import { MOST_FOUND, peopleHref } from '#app/domain/directory/directory-filters.ts'
import { places } from '#app/domain/organisations/council-words.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import {
  DirectoryNav,
  JoinDirectory,
  PeopleList,
  ServiceCounts,
  SignInToSee,
} from '#app/ui/directory.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { serviceGroups } from '#app/ui/listing-fields.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Chips } from '#app/ui/result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readPeople } from '#app/web/directory-page.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const { pathname, search, searchParams } = new URL(request.url)
    const [page, headings] = await Promise.all([
      readPeople(actor, searchParams),
      listServiceAreas(),
    ])
    return { ...page, headings, address: pathname + search }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const { page = 1, pages = 1 } = data?.found ?? {}
  const place = pages > 1 ? ` (page ${page} of ${pages})` : ''
  return [{ title: pageTitle(`People in the directory${place}`) }]
}

export default function DirectoryPeople() {
  const { found } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <PageTitle
        title="People in the directory"
        lead="They put themselves here, by the services they lead. Nobody’s email address is shown: you write to them by this site."
      />
      {found ? <Found /> : <SignedOut />}
    </Page>
  )
}

function SignedOut() {
  const { address, counts } = useLoaderData<typeof loader>()
  return (
    <>
      <SignInToSee next={address} />
      <Section id="by-service" title="How many lead each service">
        {counts.length > 0 ? (
          <ServiceCounts headings={counts} />
        ) : (
          <Empty title="Nobody is listed yet">People put themselves in the directory.</Empty>
        )}
      </Section>
    </>
  )
}

function Found() {
  const { filters, found } = useLoaderData<typeof loader>()
  if (!found) return null
  const { people, total, isMore, page, pages } = found
  return (
    <>
      <Filters />
      <div id="results" className="stack">
        <p role="status">
          <strong>
            {isMore
              ? `The first ${countOf(MOST_FOUND, 'person', 'people')}`
              : countOf(total, 'person', 'people')}
          </strong>
          {isMore && '. Say more about whom you look for to see the others.'}
        </p>
        <Chosen />
        {people.length === 0 && (
          <Empty
            level={2}
            title="Nobody listed fits"
            action={<a href="/directory/people">See everybody</a>}
          >
            Try a wider service, another place, or a part of a name.
          </Empty>
        )}
        <PeopleList people={people} />
        <Pager page={page} pages={pages} hrefOf={(number) => peopleHref(filters, number)} />
      </div>
      <JoinDirectory />
    </>
  )
}

function Filters() {
  const { filters, headings } = useLoaderData<typeof loader>()
  return (
    <Form method="get" action="/directory/people" aria-label="Find people" isFilters>
      <TextField
        name="q"
        label="Name, job title or words"
        defaultValue={filters.q}
        maxLength={100}
      />
      <SelectField
        name="service"
        label="Service"
        placeholder="All services"
        groups={serviceGroups(headings)}
        defaultValue={filters.service ? String(filters.service) : ''}
      />
      <SelectField
        name="place"
        label="Nation or region"
        placeholder="Anywhere in the UK"
        choices={places.map((each) => ({ value: each, label: each }))}
        defaultValue={filters.place ?? ''}
      />
      {filters.council && <input type="hidden" name="council" value={filters.council} />}
      <Buttons>
        <Button look="second">Find people</Button>
      </Buttons>
    </Form>
  )
}

function Chosen() {
  const { filters, headings, councilName } = useLoaderData<typeof loader>()
  const all = headings.flatMap((heading) => [heading, ...heading.areas])
  const without = (name: keyof typeof filters) => peopleHref({ ...filters, [name]: undefined })
  const chips = [
    ...(filters.q ? [{ href: without('q'), name: `“${filters.q}”` }] : []),
    ...all
      .filter(({ id }) => id === filters.service)
      .map(({ name }) => ({ href: without('service'), name })),
    ...(filters.place ? [{ href: without('place'), name: filters.place }] : []),
    ...(filters.council
      ? [{ href: without('council'), name: councilName ?? filters.council }]
      : []),
  ]
  return <Chips chips={chips} clearHref="/directory/people" />
}
