import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatShortDate } from '#app/core/time.ts'
import { readStopFilters } from '#app/domain/directory/report.ts'
import { listSenderStops } from '#app/domain/directory/stop-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { untilOf } from '#app/ui/report.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const heading = 'Senders who are stopped'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const filters = readStopFilters(search)
    const found = await listSenderStops(actor, filters, cursorOf(request, 'page'))
    return { ...found, ...filters, isSaved: search.has('saved') }
  })
}

const states = [
  { value: 'standing', label: 'Stopped now' },
  { value: 'over', label: 'May write again' },
]

export default function Stops() {
  const { stops, page, pages, state, isSaved } = useLoaderData<typeof loader>()
  return (
    <Page back="/directory/reports" subnav={<WorkspaceNav />}>
      {isSaved && (
        <Notice tone="ok" isAnswer>
          They may write again, and are told by email.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="They write to nobody in the directory, for whichever organisation they act. All else they do stays as it is."
      />
      <Form method="get" action="/directory/stops" aria-label="Which senders to list" isFilters>
        <SelectField name="state" label="State" defaultValue={state} choices={states} />
        <Buttons>
          <Button look="second">List senders</Button>
        </Buttons>
      </Form>
      <DataTable
        rows={stops}
        keyOf={({ id }) => id}
        label={heading}
        empty={
          <Empty level={2} title="Nobody is listed here">
            An operator stops a sender in closing a report about a message of theirs.
          </Empty>
        }
        columns={[
          {
            name: 'Sender',
            show: ({ id, person }) => <a href={`/directory/stops/${id}`}>{person.name}</a>,
          },
          { name: 'Why', show: ({ reason }) => reason },
          {
            name: 'Since',
            show: ({ stoppedAt, stoppedBy }) =>
              `${formatShortDate(stoppedAt)}, by ${stoppedBy.name}`,
          },
          { name: 'Until', show: untilOf },
        ]}
      />
      <Pager
        {...{ page, pages }}
        hrefOf={(number) => `/directory/stops?state=${state}&page=${number}`}
      />
    </Page>
  )
}
