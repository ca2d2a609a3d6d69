import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { waitingHeading } from '#app/domain/reporting/workspace.ts'
import { readOverview } from '#app/domain/reporting/workspace-overview.server.ts'
import { listAnsweredFor } from '#app/domain/organisations/former-queries.server.ts'
import { findOwnVerification } from '#app/domain/joining/verification-queries.server.ts'
import { listLocks } from '#app/domain/organisations/scheme-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { LockNotices } from '#app/ui/gates.tsx'
import { TaskList } from '#app/ui/lists.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { CouncilAside, CouncilParts } from '#app/ui/workspace-council.tsx'
import { AnswersFor, InOldName } from '#app/ui/former-organisation.tsx'
import { UnverifiedNotice } from '#app/ui/verification.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { FunderParts, SupplierParts } from '#app/ui/workspace-others.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(waitingHeading(data?.tasks.length ?? 0)) },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [overview, locks, answersFor, firm] = await Promise.all([
      readOverview(actor),
      listLocks(actor),
      listAnsweredFor(actor.organisationId),
      findOwnVerification(actor),
    ])
    const { organisationKind: kind, organisationName, nowPartOf } = actor
    const hasJoined = new URL(request.url).searchParams.has('joined')
    return { kind, organisationName, nowPartOf, hasJoined, locks, answersFor, firm, ...overview }
  })
}

export default function Workspace() {
  const data = useLoaderData<typeof loader>()
  const { kind } = data
  return (
    <Page space="stack-7" subnav={<WorkspaceNav />}>
      {data.hasJoined && (
        <Notice tone="ok" isAnswer>
          {`Welcome. You act for ${data.organisationName} now.`}
        </Notice>
      )}
      <LockNotices locks={data.locks} />
      <InOldName {...data} />
      {data.firm && <UnverifiedNotice firm={data.firm} isLinked />}
      <PageTitle kicker={formatDate(data.today)} title={waitingHeading(data.tasks.length)} />
      <div className={kind === 'council' ? 'with-side' : undefined}>
        <div className="stack-7">
          <Tasks />
          {kind === 'council' && <CouncilParts {...data} />}
          <AnswersFor kind={kind} former={data.answersFor} />
          {kind === 'supplier' && <SupplierParts {...data} />}
          {kind === 'funder' && <FunderParts {...data} />}
        </div>
        {kind === 'council' && <CouncilAside {...data} />}
      </div>
    </Page>
  )
}

const NextStep = () =>
  useLoaderData<typeof loader>().kind === 'platform' ? (
    <a href="/market-days">Look at market days</a>
  ) : (
    <a href="/challenges">Look at challenges</a>
  )

function Tasks() {
  const { tasks, forColleagues } = useLoaderData<typeof loader>()
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="visually-hidden">
        Waiting for you
      </h2>
      <TaskList
        isFirst
        tasks={tasks}
        empty={
          <Empty title="You are up to date" action={<NextStep />}>
            What needs you is listed here, the soonest deadline first.
          </Empty>
        }
      />
      {forColleagues > 0 && (
        <p className="after-form">
          <a href="/workspace/pledges">
            {forColleagues} more {forColleagues === 1 ? 'is' : 'are'} waiting for colleagues
          </a>
        </p>
      )}
    </section>
  )
}
