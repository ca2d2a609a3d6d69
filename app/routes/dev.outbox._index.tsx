import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDateTime } from '#app/core/time.ts'
import { listOutbox } from '#app/domain/notifications/queries.server.ts'
import { SearchField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const Place = z.object({
  before: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(100).catch(''),
})

const outboxHref = (place: { q: string; before?: string }) => {
  const search = new URLSearchParams(Object.entries(place).filter(([, value]) => value)).toString()
  return search ? `/dev/outbox?${search}` : '/dev/outbox'
}

export const meta: MetaFunction = () => [{ title: pageTitle('Outbox') }]

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  const { before, q } = Place.parse(Object.fromEntries(new URL(request.url).searchParams))
  return show(async () => ({
    ...(await listOutbox({ before, words: q })),
    ...{ q, isFirst: before === undefined },
  }))
}

export default function Outbox() {
  const { mails, next, q, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page>
      <PageTitle
        title="Outbox"
        lead="Every email this site would send. In the demonstration anybody may read them."
      />
      <SearchField
        name="q"
        label="A name, an address or a word of the subject"
        placeholder="A name, an address or a subject"
        action="/dev/outbox"
        defaultValue={q}
      />
      <DataTable
        rows={mails}
        keyOf={({ id }) => id}
        caption="Emails, newest first"
        empty={
          q ? (
            <Empty
              level={2}
              title="No email fits"
              action={<a href="/dev/outbox">See all of them</a>}
            >
              None has each of these words in its subject or in whom it is for.
            </Empty>
          ) : (
            <Empty level={2} title="No email yet">
              Ask for a link on the sign-in page, and it will be here.
            </Empty>
          )
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
        first={!isFirst && outboxHref({ q })}
        next={next !== undefined && outboxHref({ q, before: next })}
      />
    </Page>
  )
}
