import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { listOutbox } from '#app/domain/notifications/queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { pageOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Outbox') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(() => listOutbox(pageOf(request)))
}

export default function Outbox() {
  const { mails, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageTitle
        title="Outbox"
        lead="Every email this site would send. In the demonstration anybody may read them."
      />
      <DataTable
        rows={mails}
        keyOf={({ id }) => id}
        caption="Emails, newest first"
        empty={
          <Empty level={2} title="No email yet">
            Ask for a link on the sign-in page, and it will be here.
          </Empty>
        }
        columns={[
          {
            name: 'Subject',
            show: ({ id, subject }) => <a href={`/dev/outbox/${id}`}>{subject}</a>,
          },
          {
            name: 'To',
            show: ({ toName, toEmail }) => (
              <>
                {toName}
                <br />
                <span className="small muted">{toEmail}</span>
              </>
            ),
          },
          { name: 'When', show: ({ createdAt }) => formatDateTime(createdAt) },
        ]}
      />
      <Pager page={page} pages={pages} hrefOf={(number) => `/dev/outbox?page=${number}`} />
    </Page>
  )
}
