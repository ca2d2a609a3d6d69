import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countOf } from '#app/core/number.ts'
import { peopleHref } from '#app/domain/directory/directory-filters.ts'
import { describePlace, nameOfType } from '#app/domain/organisations/council-words.ts'
import {
  DirectoryNav,
  JoinDirectory,
  PeopleList,
  ServiceCounts,
  SignInToSee,
} from '#app/ui/directory.tsx'
import { SearchField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Meta } from '#app/ui/result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readDirectory } from '#app/web/directory-page.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Directory') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(() => readDirectory(actor, new URL(request.url).searchParams))
}

export default function Directory() {
  const { q, counts, isSignedIn } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <div className="stack">
        <PageTitle
          title="Directory"
          lead="Find who leads a service in a council, and which councils there are."
        />
        <SearchField
          name="q"
          label="Search councils and people"
          action="/directory"
          defaultValue={q}
          placeholder="Try “highways” or “Leeds”"
        />
        <p>
          Looking for firms? <a href="/suppliers">Find suppliers</a> by service, framework, place
          and what they hold today. For money? See <a href="/funders">all funders</a>.
        </p>
      </div>
      {q && <People />}
      {q && <Councils />}
      <Section
        id="by-service"
        title="People by service"
        aside={<a href="/directory/people">All people</a>}
      >
        {counts.length > 0 ? (
          <ServiceCounts headings={counts} />
        ) : (
          <Empty title="Nobody is listed yet">People put themselves in the directory.</Empty>
        )}
      </Section>
      {isSignedIn && <JoinDirectory />}
    </Page>
  )
}

function People() {
  const { q, people } = useLoaderData<typeof loader>()
  return (
    <Section
      id="people"
      title="People"
      aside={
        people &&
        people.total > people.people.length && (
          <a href={peopleHref({ q })}>All {countOf(people.total, 'person', 'people')}</a>
        )
      }
    >
      {!people ? (
        <SignInToSee next={`/directory?q=${encodeURIComponent(q)}`} />
      ) : people.people.length === 0 ? (
        <Empty title="Nobody listed fits">
          Try another word for the service, or a part of a name.
        </Empty>
      ) : (
        <PeopleList people={people.people} level={3} />
      )}
    </Section>
  )
}

function Councils() {
  const { q, councils } = useLoaderData<typeof loader>()
  if (!councils) return null
  const all = `/councils?${new URLSearchParams({ q })}`
  return (
    <Section
      id="councils"
      title="Councils"
      aside={
        councils.total > councils.first.length && (
          <a href={all}>All {countOf(councils.total, 'council')}</a>
        )
      }
    >
      {councils.first.length === 0 ? (
        <Empty title="No council fits" action={<a href="/councils">See all councils</a>}>
          Try part of its name.
        </Empty>
      ) : (
        <ul className="plain stack">
          {councils.first.map(({ gss, slug, name, type, region, nation }) => (
            <li key={gss}>
              <a href={`/organisations/${slug}`}>{name}</a>
              <Meta items={[nameOfType(type), describePlace(region, nation)]} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
