import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { withCapital } from '#app/core/sentence.ts'
import { formatDay } from '#app/core/time.ts'
import { listSuccessions } from '#app/domain/successions/queries.server.ts'
import {
  kindNames,
  listNames,
  readSuccessionFilters,
  stateNames,
  successionKinds,
  successionsHref,
  successionStates,
} from '#app/domain/successions/succession.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [
  { title: pageTitle('Organisations that become part of others') },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const filters = readSuccessionFilters(new URL(request.url).searchParams)
    return { filters, ...(await listSuccessions(actor, filters)) }
  })
}

export default function Successions() {
  const { filters, successions, page, pages, total } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title="Organisations that become part of others"
        lead="Councils are reorganised by orders, firms merge, departments take over from others. One operator writes down what is so, a second one confirms it, and on its day it happens here."
      />
      <p className="btns">
        <ButtonLink href="/successions/new">Propose a succession</ButtonLink>
        <ButtonLink href="/successions/new/firms" look="second">
          Of firms
        </ButtonLink>
        <ButtonLink href="/successions/new/funders" look="second">
          Of funders
        </ButtonLink>
      </p>
      <Filters />
      <DataTable
        rows={successions}
        keyOf={({ id }) => id}
        caption={total === 1 ? '1 succession' : `${total} successions`}
        empty={
          <Empty level={2} title={filters.state || filters.kind ? 'None is like this' : 'None yet'}>
            When organisations become part of another one, propose it here.
          </Empty>
        }
        columns={[
          {
            name: 'They end',
            show: ({ id, predecessors }) => (
              <a href={`/successions/${id}`}>{listNames(predecessors.map(({ name }) => name))}</a>
            ),
          },
          {
            name: 'Successor',
            show: ({ successorName, others }) =>
              listNames([successorName, ...others.map(({ name }) => name)]),
          },
          { name: 'On', show: ({ vestsOn }) => formatDay(vestsOn) },
          { name: 'How it stands', show: ({ state }) => stateNames[state] },
        ]}
      />
      <Pager page={page} pages={pages} hrefOf={(number) => successionsHref(filters, number)} />
    </Page>
  )
}

function Filters() {
  const { filters } = useLoaderData<typeof loader>()
  return (
    <Form method="get" action="/successions" aria-label="Which successions" isFilters>
      <SelectField
        name="kind"
        label="What they are"
        placeholder="All"
        defaultValue={filters.kind ?? ''}
        choices={successionKinds.map((kind) => ({
          value: kind,
          label: withCapital(kindNames[kind]),
        }))}
      />
      <SelectField
        name="state"
        label="How they stand"
        placeholder="All"
        defaultValue={filters.state ?? ''}
        choices={successionStates.map((state) => ({ value: state, label: stateNames[state] }))}
      />
      <Buttons>
        <Button look="second">Show them</Button>
      </Buttons>
    </Form>
  )
}
