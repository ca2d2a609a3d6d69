import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listJoinRequests } from '#app/domain/joining/join-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { JoinRequestList } from '#app/ui/join-requests.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Who asks to join') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    isOperator: actor.organisationKind === 'platform',
    hasSaved: new URL(request.url).searchParams.has('saved'),
    ...(await listJoinRequests(actor, cursorOf(request, 'page'))),
  }))
}

export default function JoinRequests() {
  const { isOperator, hasSaved, requests, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page back={isOperator ? '/joining' : '/workspace/people'} subnav={<WorkspaceNav />}>
      {hasSaved && (
        <Notice tone="ok" isAnswer>
          Your answer is on its way to them, and on record.
        </Notice>
      )}
      <PageTitle
        title="Who asks to join"
        lead={
          isOperator
            ? 'Councils that have no administrator yet. Make sure by another way that somebody works there.'
            : 'They have shown that they read mail at your domain. Whether they act for you, and as what, you decide.'
        }
      />
      <JoinRequestList requests={requests} />
      <Pager
        page={page}
        pages={pages}
        hrefOf={(number) => `/workspace/people/requests?page=${number}`}
      />
    </Page>
  )
}
