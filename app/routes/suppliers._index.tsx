import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listServiceAreas } from '#app/domain/challenges/draft-queries.server.ts'
import { places } from '#app/domain/organisations/council-words.ts'
import { certificates, insurances, nameOfKind } from '#app/domain/profiles/credential.ts'
import { listFrameworks } from '#app/domain/profiles/framework-queries.server.ts'
import {
  readSupplierFilters,
  suppliersCsvHref,
  suppliersHref,
} from '#app/domain/profiles/supplier-filters.ts'
import { listPublicSuppliers } from '#app/domain/profiles/supplier-list.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { serviceGroups } from '#app/ui/listing-fields.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Chips } from '#app/ui/result.tsx'
import { SupplierResult } from '#app/ui/supplier-result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Suppliers') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const filters = readSupplierFilters(new URL(request.url).searchParams)
    const [found, headings, frameworks] = await Promise.all([
      listPublicSuppliers(filters),
      listServiceAreas(),
      listFrameworks(),
    ])
    return { filters, ...found, headings, frameworks }
  })
}

export default function Suppliers() {
  const { filters, suppliers, next } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <PageTitle
        title="Suppliers"
        lead="Firms whose legal name and number we have looked up. That says who they are, not how good they are. All the rest they say themselves; their pages tell what we have seen."
      />
      <Filters />
      <div id="results" className="stack">
        <Chosen />
        {suppliers.length === 0 && (
          <Empty
            level={2}
            title="No supplier fits"
            action={<a href="/suppliers">See all suppliers</a>}
          >
            Try a wider service, another place, or the beginning of a name.
          </Empty>
        )}
        {suppliers.map((supplier) => (
          <SupplierResult key={supplier.slug} supplier={supplier} />
        ))}
        <PageByPage
          first={filters.after !== undefined && suppliersHref(filters)}
          next={next !== undefined && suppliersHref(filters, next)}
        >
          {suppliers.length > 0 && <a href={suppliersCsvHref(filters)}>Download these as CSV</a>}
        </PageByPage>
      </div>
      <p>
        Is yours missing? <a href="/suppliers/new">Register your firm</a>.
      </p>
    </Page>
  )
}

function Filters() {
  const { filters, headings, frameworks } = useLoaderData<typeof loader>()
  return (
    <Form method="get" action="/suppliers" aria-label="Find a supplier" isFilters>
      <TextField name="q" label="Name, or what it does" defaultValue={filters.q} maxLength={100} />
      <SelectField
        name="service"
        label="Works on"
        placeholder="All services"
        groups={serviceGroups(headings)}
        defaultValue={filters.service ? String(filters.service) : ''}
      />
      <SelectField
        name="framework"
        label="On the framework"
        placeholder="Any or none"
        choices={frameworks.map(({ slug, name }) => ({ value: slug, label: name }))}
        defaultValue={filters.framework ?? ''}
      />
      <SelectField
        name="holds"
        label="Holds today"
        placeholder="Anything or nothing"
        groups={[
          { label: 'Certificates', choices: kindChoices(certificates) },
          { label: 'Insurances', choices: kindChoices(insurances) },
        ]}
        defaultValue={filters.holds ?? ''}
      />
      <SelectField
        name="place"
        label="Serves"
        placeholder="Anywhere in the UK"
        defaultValue={filters.place ?? ''}
        choices={places.map((each) => ({ value: each, label: each }))}
      />
      <SelectField
        name="size"
        label="Size"
        placeholder="Any size"
        defaultValue={filters.isSme ? 'sme' : ''}
        choices={[{ value: 'sme', label: 'Small or medium-sized' }]}
      />
      <Buttons>
        <Button look="second">Find suppliers</Button>
      </Buttons>
    </Form>
  )
}

const kindChoices = (kinds: readonly (typeof certificates | typeof insurances)[number][]) =>
  kinds.map((kind) => ({ value: kind, label: nameOfKind(kind) }))

function Chosen() {
  const { filters, headings, frameworks } = useLoaderData<typeof loader>()
  const { q, service, framework, holds, place, isSme } = filters
  const without = (name: keyof typeof filters) => suppliersHref({ ...filters, [name]: undefined })
  const named = headings.flatMap((heading) => [heading, ...heading.areas])
  const nameOf = (slug: string) => frameworks.find((each) => each.slug === slug)?.name ?? slug
  const chips = [
    ...(q ? [{ href: without('q'), name: `“${q}”` }] : []),
    ...named
      .filter(({ id }) => id === service)
      .map(({ name }) => ({ href: without('service'), name })),
    ...(framework ? [{ href: without('framework'), name: nameOf(framework) }] : []),
    ...(holds ? [{ href: without('holds'), name: nameOfKind(holds) }] : []),
    ...(place ? [{ href: without('place'), name: place }] : []),
    ...(isSme ? [{ href: without('isSme'), name: 'Small or medium-sized' }] : []),
  ]
  return <Chips chips={chips} clearHref="/suppliers" />
}
