import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { places } from '#app/domain/organisations/council-words.ts'
import {
  readSupplierFilters,
  suppliersHref,
  type SupplierFilters,
} from '#app/domain/organisations/supplier-filters.ts'
import { listPublicSuppliers } from '#app/domain/organisations/supplier-list.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Suppliers') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const filters = readSupplierFilters(new URL(request.url).searchParams)
    return { filters, ...(await listPublicSuppliers(filters)) }
  })
}

export default function Suppliers() {
  const { filters, suppliers, next } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <PageTitle
        title="Suppliers"
        lead="Firms whose legal name and number we have looked up. That says who they are, not how good they are."
      />
      <Filters filters={filters} />
      <DataTable
        rows={suppliers}
        keyOf={({ slug }) => slug}
        label="Suppliers"
        empty={
          <Empty
            level={2}
            title="No supplier fits"
            action={<a href="/suppliers">See all suppliers</a>}
          >
            Try the beginning of a name, or another place.
          </Empty>
        }
        columns={[
          {
            name: 'Name',
            show: ({ slug, name }) => <a href={`/organisations/${slug}`}>{name}</a>,
          },
          { name: 'What it does', show: ({ about }) => about ?? 'Not given' },
          { name: 'Town', show: ({ town }) => town ?? 'Not given' },
          { name: 'Serves', show: ({ serves }) => serves.join(', ') || 'Not given' },
          { name: 'Size', show: ({ isSme }) => (isSme ? 'Small or medium-sized' : 'Not given') },
          { name: 'Verified since', show: ({ verifiedAt }) => formatDate(verifiedAt) },
        ]}
      />
      <PageByPage
        first={filters.after !== undefined && suppliersHref(filters)}
        next={next !== undefined && suppliersHref(filters, next)}
      />
      <p>
        Is yours missing? <a href="/suppliers/new">Register your firm</a>.
      </p>
    </Page>
  )
}

const Filters = ({ filters: { q, place, isSme } }: { filters: SupplierFilters }) => (
  <Form method="get" action="/suppliers" aria-label="Find a supplier" isFilters>
    <TextField name="q" label="Name, or what it does" defaultValue={q} />
    <SelectField
      name="place"
      label="Serves"
      placeholder="Anywhere in the UK"
      defaultValue={place ?? ''}
      choices={places.map((each) => ({ value: each, label: each }))}
    />
    <SelectField
      name="size"
      label="Size"
      placeholder="Any size"
      defaultValue={isSme ? 'sme' : ''}
      choices={[{ value: 'sme', label: 'Small or medium-sized' }]}
    />
    <Buttons>
      <Button look="second">Find suppliers</Button>
    </Buttons>
  </Form>
)
