import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listReports } from '#app/domain/directory/report-queries.server.ts'
import { readReportFilters } from '#app/domain/directory/report.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { reportColumns } from '#app/ui/report.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const heading = 'Messages that were reported'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const filters = readReportFilters(search)
    const found = await listReports(actor, filters, cursorOf(request, 'page'))
    return { ...found, ...filters, isSaved: search.has('saved') }
  })
}

const states = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
]

export default function Reports() {
  const { reports, page, pages, state, isSaved } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      {isSaved && (
        <Notice tone="ok" isAnswer>
          The report is closed, and on record. Whoever reported it is told by email.
        </Notice>
      )}
      <PageTitle
        title={heading}
        lead="By whoever got them in the directory. Their words go after 90 days."
      />
      <p className="btns">
        <a href="/directory/stops">Senders who are stopped</a>
      </p>
      <Form method="get" action="/directory/reports" aria-label="Which reports to list" isFilters>
        <SelectField name="state" label="State" defaultValue={state} choices={states} />
        <Buttons>
          <Button look="second">List reports</Button>
        </Buttons>
      </Form>
      <DataTable
        rows={reports}
        keyOf={({ id }) => id}
        label={heading}
        columns={reportColumns}
        empty={<Nothing />}
      />
      <Pager
        {...{ page, pages }}
        hrefOf={(number) => `/directory/reports?state=${state}&page=${number}`}
      />
    </Page>
  )
}

const Nothing = () =>
  useLoaderData<typeof loader>().state === 'open' ? (
    <Empty
      level={2}
      title="No report is open"
      action={<a href="/directory/reports?state=closed">See those that are closed</a>}
    >
      What people report is listed here until an operator has decided.
    </Empty>
  ) : (
    <Empty level={2} title="No report is closed">
      What operators have decided is listed here.
    </Empty>
  )
