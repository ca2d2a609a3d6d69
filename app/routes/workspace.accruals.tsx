import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readBefore, readCouncilAccruals, readDay } from '#app/domain/reporting/accruals.server.ts'
import { Accruals } from '#app/ui/accruals.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('What your council owes') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const search = new URL(request.url).searchParams
  return show(() => readCouncilAccruals(actor, readDay(search), { before: readBefore(search) }))
}

export default function OwnAccruals() {
  const accruals = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title="What your council owes"
        lead="What was owed and not paid at the end of a day, for your accruals and prepayments. Only your council sees it."
      />
      <Accruals {...accruals} href="/workspace/accruals" />
    </Page>
  )
}
