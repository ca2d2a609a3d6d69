import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatShortDate } from '#app/core/time.ts'
import { listReports } from '#app/domain/directory/message-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const heading = 'Messages that were reported'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => listReports(actor, cursorOf(request, 'page')))
}

export default function Reports() {
  const { reports, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page back="/joining">
      <PageTitle
        title={heading}
        lead="By whoever got them in the directory. Words go after 90 days, as all messages do."
      />
      <DataTable
        rows={reports}
        keyOf={({ id }) => id}
        label={heading}
        empty={
          <Empty level={2} title="No message was reported">
            What people report is listed here.
          </Empty>
        }
        columns={[
          { name: 'What', show: ({ subject }) => subject ?? 'No longer kept' },
          {
            name: 'From',
            show: ({ sender, senderOrganisation: { slug, name } }) => (
              <>
                {sender.name}, <a href={`/organisations/${slug}`}>{name}</a>
              </>
            ),
          },
          { name: 'Message', show: ({ words }) => <span className="mail-text">{words}</span> },
          { name: 'What is wrong', show: ({ reportReason }) => reportReason },
          {
            name: 'Reported',
            show: ({ reportedAt }) => (reportedAt ? formatShortDate(reportedAt) : ''),
          },
        ]}
      />
      <Pager page={page} pages={pages} hrefOf={(number) => `/directory/reports?page=${number}`} />
    </Page>
  )
}
