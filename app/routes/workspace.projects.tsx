import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listOwnProjects } from '#app/domain/reporting/own-projects.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { WorkspaceProjects } from '#app/ui/workspace-tables.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { readIdPlace } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your projects') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const after = readIdPlace(request, 'after')
  return show(async () => ({
    ...(await listOwnProjects(actor, { after })),
    isFirst: after === undefined,
  }))
}

const href = '/workspace/projects'

export default function OwnProjects() {
  const { projects, next, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title="Your projects" />
      <WorkspaceProjects projects={projects} />
      <PageByPage first={!isFirst && href} next={next !== undefined && `${href}?after=${next}`} />
    </Page>
  )
}
