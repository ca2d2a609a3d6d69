import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { getSharing } from '#app/domain/pledges/sharing-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { SharingResult } from '#app/ui/sharing-result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const SHOWN = 200

const headingFor = ({ name }: { name: string }, isFixed: boolean) =>
  isFixed ? `How the ${name} was shared out` : `How the ${name} would be shared out`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot, data.sharing.isFixed) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    const { lines, ...sharing } = await getSharing(opened.pot.id)
    return { ...opened, sharing, lines: lines.slice(0, SHOWN), count: lines.length }
  })
}

export default function PotSharing() {
  const { pot, waiting, sharing, lines, count } = useLoaderData<typeof loader>()
  const { isFixed, workedOutAt, closesAt, ruleVersion } = sharing
  const ends = closesAt
    ? `It is fixed at ${formatDateTime(closesAt)}.`
    : 'The rule has no last day.'
  const lead = isFixed
    ? `By version ${ruleVersion} of its rule, worked out at ${formatDateTime(workedOutAt)}.`
    : `An estimate: if it were shared out now, at ${formatDateTime(workedOutAt)}, by version ${ruleVersion} of its rule. ${ends}`
  return (
    <PotPage pot={pot} waiting={waiting} title="Sharing out">
      <PageTitle title={headingFor(pot, isFixed)} lead={lead} />
      <SharingResult {...sharing} lines={lines} />
      <p className="btns">
        {count > lines.length && (
          <span>
            The first {lines.length} of {count} challenges.{' '}
          </span>
        )}
        <a href={`/pots/${pot.slug}/sharing.csv`}>Download CSV</a>
      </p>
    </PotPage>
  )
}
