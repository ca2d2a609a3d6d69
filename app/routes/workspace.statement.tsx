import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { councilBooks, funderBooks } from '#app/domain/ledger/book.ts'
import { canSeeCostCodes } from '#app/domain/organisations/cost-code.ts'
import { listHandedOver } from '#app/domain/successions/preview-queries.server.ts'
import { readOwnStatement } from '#app/domain/reporting/statement.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Statement, StatementSums } from '#app/ui/statement.tsx'
import { HandedOver } from '#app/ui/former-organisation.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { statementPage } from '#app/web/statement.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your statement') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const search = new URL(request.url).searchParams
    const statement = statementPage(await readOwnStatement(actor, { search }))
    const isFunder = actor.organisationKind === 'funder'
    const handedOver = await listHandedOver(actor)
    const ownId = actor.organisationId
    return { ...statement, handedOver, ownId, isFunder, canSeeCodes: canSeeCostCodes(actor) }
  })
}

const ofCouncil =
  'What your council pledged, what was called, and what became of it. Only your council sees it.'
const ofFunder =
  'What your organisation put into pots and took back, and its share, to the penny, of what they owe and have paid. Only your organisation sees it.'

export default function OwnStatement() {
  const { isFunder, canSeeCodes, handedOver, ownId, ...statement } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title="Your statement" lead={isFunder ? ofFunder : ofCouncil} />
      <StatementSums {...statement} />
      <Statement
        {...statement}
        href="/workspace/statement"
        books={isFunder ? funderBooks : councilBooks}
      />
      <HandedOver handedOver={handedOver} ownId={ownId} />
      <ul className="stack-2">
        <li>
          {isFunder ? (
            <a href="/pots">All pots, with the statement of each</a>
          ) : (
            <a href="/workspace/accruals">What your council owes, at the end of a day</a>
          )}
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
