import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listOwnAudit } from '#app/domain/audit/search-queries.server.ts'
import { AuditSearchPage } from '#app/ui/audit-search.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readAuditPage } from '#app/web/audit-page.server.ts'

const title = 'On record'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    organisationName: actor.organisationName,
    ...(await readAuditPage(request, actor, listOwnAudit)),
  }))
}

export default function OwnAudit() {
  const { organisationName, ...found } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={organisationName}
        title={title}
        lead={`What your people did for ${organisationName} here and what they were refused, and what others did to its things. Nothing here can be changed or taken out.`}
      />
      <AuditSearchPage {...found} href="/workspace/audit" />
      <p className="small muted">
        Of people elsewhere you read the organisation and their roles in it at the time. What others
        did is kept from when this site began to note it; older records hold only what your own
        people did.
      </p>
    </Page>
  )
}
