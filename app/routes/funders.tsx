import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import {
  fundersHref,
  readFunderFilters,
  type FunderFilters,
} from '#app/domain/organisations/funder-filters.ts'
import {
  canRegisterFunder,
  funderKindNames,
  funderKinds,
} from '#app/domain/organisations/funder.ts'
import { listPublicFunders } from '#app/domain/pots/funder-list.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { KnownBy, PotLinks } from '#app/ui/funder-facts.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Funders') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const filters = readFunderFilters(new URL(request.url).searchParams)
    const mayRegister = actor !== undefined && canRegisterFunder(actor)
    return { filters, mayRegister, ...(await listPublicFunders(filters)) }
  })
}

export default function Funders() {
  const { filters, mayRegister, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<DirectoryNav />}>
      <PageTitle
        title="Funders"
        lead="Bodies that put money into pots. The operators of this site put them on the register."
      />
      {mayRegister && (
        <p className="btns">
          <ButtonLink href="/joining/funders/new">Register a funder</ButtonLink>
        </p>
      )}
      <Filters filters={filters} />
      <FunderTable />
      <Pager page={page} pages={pages} hrefOf={(number) => fundersHref(filters, number)} />
      <p>
        Do you want to fund what councils share? <a href="/contact">Get in touch</a>.
      </p>
    </Page>
  )
}

function FunderTable() {
  const { funders, total } = useLoaderData<typeof loader>()
  const sum = (pots: { putInPence: bigint }[]) =>
    pots.reduce((pence, { putInPence }) => pence + putInPence, 0n)
  return (
    <DataTable
      rows={funders}
      keyOf={({ id }) => id}
      caption={countOf(total, 'funder')}
      empty={
        <Empty level={2} title="No funder fits" action={<a href="/funders">See all funders</a>}>
          There is none of this kind yet.
        </Empty>
      }
      columns={[
        { name: 'Name', show: ({ slug, name }) => <a href={`/organisations/${slug}`}>{name}</a> },
        { name: 'What it is', show: ({ kind }) => funderKindNames[kind] },
        { name: 'Known by', show: ({ identifier }) => <KnownBy identifier={identifier} /> },
        { name: 'Pots', show: ({ pots }) => <PotLinks pots={pots} /> },
        { name: 'Put in', isNumeric: true, show: ({ pots }) => formatPounds(sum(pots)) },
      ]}
    />
  )
}

const Filters = ({ filters: { kind } }: { filters: FunderFilters }) => (
  <Form method="get" action="/funders" aria-label="Find a funder" isFilters>
    <SelectField
      name="kind"
      label="What it is"
      placeholder="Any kind"
      defaultValue={kind ?? ''}
      choices={funderKinds.map((each) => ({ value: each, label: funderKindNames[each] }))}
    />
    <Buttons>
      <Button look="second">Find funders</Button>
    </Buttons>
  </Form>
)
