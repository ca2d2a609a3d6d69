import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listDrafts } from '#app/domain/challenges/draft-queries.server.ts'
import { formatDay } from '#app/core/time.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { TaskList } from '#app/ui/lists.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ actor, drafts: await listDrafts(actor) }))
}

export const meta: MetaFunction = () => [{ title: pageTitle('Your council’s drafts') }]

export default function Drafts() {
  const { actor, drafts } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/challenges', name: 'Challenges' }]} crumbTitle="Drafts">
      <PageTitle
        title="Your council’s drafts"
        lead={`Only officers of ${actor.organisationName} see these.`}
      />
      <TaskList
        tasks={drafts.map(({ id, title, changedAt, createdBy }) => ({
          href: `/challenges/drafts/${id}`,
          title,
          detail: `Started by ${createdBy.name}, last changed ${formatDay(changedAt)}`,
          status: 'Draft',
        }))}
        empty={
          <Empty level={2} title="There are no drafts">
            A challenge you start to write waits here.
          </Empty>
        }
      />
      <Buttons>
        <ButtonLink href="/challenges/new">Post a challenge</ButtonLink>
      </Buttons>
    </Page>
  )
}
