import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { listLegalHolds, type LegalHold } from '#app/domain/audit/hold-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

const title = 'Legal holds'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => listLegalHolds(actor, cursorOf(request, 'page')))
}

export default function LegalHolds() {
  const { holds, page, pages } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title={title}
        lead="While a hold stands, nothing about the person, or the people of the organisation, is deleted or erased. They are told so when they ask."
      />
      <div className="stack-5">
        <p className="btns">
          <ButtonLink href="/legal-holds/new">Set a legal hold</ButtonLink>
        </p>
        <DataTable
          label="Legal holds"
          rows={holds}
          keyOf={({ id }) => id}
          columns={columns}
          empty={
            <Empty level={2} title="No legal holds">
              Everything is deleted when its time is over, as the{' '}
              <a href="/privacy">privacy page</a> says.
            </Empty>
          }
        />
        <Pager page={page} pages={pages} hrefOf={(number) => `/legal-holds?page=${number}`} />
      </div>
    </Page>
  )
}

const columns: Column<LegalHold>[] = [
  {
    name: 'On',
    show: ({ of, isOfOrganisation }) => (
      <>
        {of}
        <br />
        <span className="small muted">
          {isOfOrganisation ? 'Organisation, with its people' : 'Person'}
        </span>
      </>
    ),
  },
  {
    name: 'Why',
    show: ({ reason, source }) => (
      <div>
        {reason}
        <br />
        <span className="small muted">Asked for by {source}</span>
      </div>
    ),
  },
  {
    name: 'Set',
    show: ({ setAt, setByName }) => `${formatDateTime(setAt)}, by ${setByName}`,
  },
  {
    name: 'Ended',
    show: ({ id, of, endedAt, endedByName, endedReason }) =>
      endedAt ? (
        <div>
          {formatDateTime(endedAt)}, by {endedByName}
          <br />
          <span className="small muted">{endedReason}</span>
        </div>
      ) : (
        <a href={`/legal-holds/${id}`}>
          End it<span className="visually-hidden">: {of}</span>
        </a>
      ),
  },
]
