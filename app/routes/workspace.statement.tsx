import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { councilBooks } from '#app/domain/ledger/book.ts'
import { canSeeCostCodes } from '#app/domain/organisations/cost-code.ts'
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
    const statement = statementPage(await readCouncilStatement(actor, { search }))
    return { ...statement, canSeeCodes: canSeeCostCodes(actor) }
  })
}

export default function OwnStatement() {
  const { canSeeCodes, ...statement } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title="Your statement"
        lead="What your council pledged, what was called, and what became of it. Only your council sees it."
      />
      <StatementSums {...statement} />
      <Statement {...statement} href="/workspace/statement" books={councilBooks} />
      <ul className="stack-2">
        <li>
          <a href="/workspace/accruals">What your council owes, at the end of a day</a>
        </li>
        {canSeeCodes && (
          <li>
            <a href="/workspace/journals.csv">Your journals with your own cost codes (CSV)</a>, and{' '}
            <a href="/workspace/cost-codes">the codes</a>
          </li>
        )}
      </ul>
    </Page>
  )
}
