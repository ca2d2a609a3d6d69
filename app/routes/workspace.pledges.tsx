import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { listPledgesWithFunding } from '#app/domain/reporting/workspace-overview.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PageByPage } from '#app/ui/pager.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { WorkspacePledges, type PledgeSums } from '#app/ui/workspace-tables.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'
import { cursorOf } from '#app/web/page-number.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Your pledges') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const before = cursorOf(request, 'before')
  return show(async () => ({
    ...(await listPledgesWithFunding(actor, { before })),
    isFirst: before === undefined,
  }))
}

const href = '/workspace/pledges'

/** All of them, on whichever page. */
const inWords = ({ count, signedPence, waitingPence }: PledgeSums) =>
  count === 0
    ? undefined
    : `${countOf(count, 'pledge')}: ${formatPounds(signedPence)} signed, ${formatPounds(waitingPence)} waiting to be signed.`

export default function OwnPledges() {
  const { pledges, next, sums, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle title="Your pledges" lead={inWords(sums)} />
      <WorkspacePledges pledges={pledges} sums={sums} />
      <PageByPage first={!isFirst && href} next={next !== undefined && `${href}?before=${next}`} />
    </Page>
  )
}
