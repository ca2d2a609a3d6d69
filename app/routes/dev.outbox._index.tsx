import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDateTime } from '#app/core/time.ts'
import { listOutbox } from '#app/domain/notifications/queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const MailId = z.uuid().optional().catch(undefined)

export const meta: MetaFunction = () => [{ title: pageTitle('Outbox') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const before = MailId.parse(new URL(request.url).searchParams.get('before') ?? undefined)
  return show(async () => ({ ...(await listOutbox({ before })), isFirst: before === undefined }))
}

export default function Outbox() {
  const { mails, next, isFirst } = useLoaderData<typeof loader>()
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
      <PageByPage
        first={!isFirst && '/dev/outbox'}
        next={next !== undefined && `/dev/outbox?before=${next}`}
      />
    </Page>
  )
}
