import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listPledgesWithFunding } from '#app/domain/reporting/workspace-overview.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { WorkspacePledges } from '#app/ui/workspace-tables.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your pledges') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ pledges: await listPledgesWithFunding(actor) }))
}

export default function OwnPledges() {
  const { pledges } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title="Your pledges" />
      <WorkspacePledges pledges={pledges} />
    </Page>
  )
}
