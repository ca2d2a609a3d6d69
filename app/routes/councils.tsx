import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import {
  councilsHref,
  readCouncilFilters,
  type CouncilFilters,
} from '#app/domain/organisations/council-filters.ts'
import { listCouncils } from '#app/domain/organisations/council-queries.server.ts'
import { describePlace, nameOfType, places } from '#app/domain/organisations/council-words.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Councils') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const filters = readCouncilFilters(new URL(request.url).searchParams)
    return { filters, ...(await listCouncils(filters)) }
  })
}

export default function Councils() {
  const { filters, councils, total, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <PageTitle
        title="Councils"
        lead="Every council and combined authority in the UK. Any of them can share a problem here."
      />
      <Filters filters={filters} />
      <DataTable
        rows={councils}
        keyOf={({ gss }) => gss}
        caption={total === 1 ? '1 council' : `${total} councils`}
        empty={
          <Empty
            level={2}
            title="No council fits"
            action={<a href="/councils">See all councils</a>}
          >
            Try part of its name, or another place.
          </Empty>
        }
        columns={[
          { name: 'Name', show: ({ slug, name }) => <OrganisationLink slug={slug} name={name} /> },
          { name: 'Kind', show: ({ type }) => nameOfType(type) },
          { name: 'Place', show: ({ region, nation }) => describePlace(region, nation) },
          {
            name: 'Combined authority',
            show: ({ areas }) =>
              areas.length === 0
                ? 'None'
                : areas.map((area) => <OrganisationLink key={area.slug} {...area} />),
          },
        ]}
      />
      <Pager page={page} pages={pages} hrefOf={(number) => councilsHref(filters, number)} />
    </Page>
  )
}

const OrganisationLink = ({ slug, name }: { slug: string; name: string }) => (
  <a href={`/organisations/${slug}`}>{name}</a>
)

const Filters = ({ filters: { q, place, kind } }: { filters: CouncilFilters }) => (
  <Form method="get" action="/councils" aria-label="Find a council" isFilters>
    <TextField name="q" label="Name, or part of it" defaultValue={q} />
    <SelectField
      name="place"
      label="Nation or region"
      placeholder="Anywhere in the UK"

      defaultValue={place ?? ''}
      choices={places.map((each) => ({ value: each, label: each }))}
    />
    <SelectField
      name="kind"
      label="Kind"
      placeholder="All kinds"

      defaultValue={kind ?? ''}
      choices={[
        { value: 'council', label: 'Councils' },
        { value: 'combined-authority', label: 'Combined authorities' },
        { value: 'former', label: 'Councils that are part of another now' },
      ]}
    />
    <Buttons>
      <Button look="second">Find councils</Button>
    </Buttons>
  </Form>
)
