import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { councilBooks } from '#app/domain/ledger/book.ts'
import { readCouncilStatement } from '#app/domain/reporting/statement.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Statement, StatementSums } from '#app/ui/statement.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { statementPage } from '#app/web/statement.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your statement') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    return statementPage(await readCouncilStatement(actor, { search }))
  })
}

export default function OwnStatement() {
  const statement = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title="Your statement"
        lead="What your council pledged, what was called, and what became of it. Only your council sees it."
      />
      <StatementSums {...statement} />
      <Statement {...statement} href="/workspace/statement" books={councilBooks} />
    </Page>
  )
}
