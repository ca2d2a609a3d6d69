import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAudit } from '#app/domain/audit/search-queries.server.ts'
import { AuditSearchPage } from '#app/ui/audit-search.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readAuditPage } from '#app/web/audit-page.server.ts'

const title = 'Audit'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => readAuditPage(request, actor, listAudit))
}

export default function Audit() {
  const found = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title={title}
        lead="Who did what for whom, and who was refused what, on the whole site. Nothing here can be changed or taken out."
      />
      <AuditSearchPage {...found} href="/audit" isWhole />
    </Page>
  )
}
