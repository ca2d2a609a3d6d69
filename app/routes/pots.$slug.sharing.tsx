import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatCount } from '#app/core/number.ts'
import { formatDateTime } from '#app/core/time.ts'
import { getSharing } from '#app/domain/pledges/sharing-view-queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { SharingResult } from '#app/ui/sharing-result.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = ({ name }: { name: string }, isFixed: boolean) =>
  isFixed ? `How the ${name} was shared out` : `How the ${name} would be shared out`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot, data.sharing.isFixed) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    return { ...opened, sharing: await getSharing(opened.pot.id) }
  })
}

export default function PotSharing() {
  const { pot, waiting, sharing } = useLoaderData<typeof loader>()
  const { isFixed, workedOutAt, closesAt, ruleVersion, lines, challengeCount } = sharing
  const ends = closesAt
    ? `It is fixed at ${formatDateTime(closesAt)}.`
    : 'The rule has no last day.'
  const lead = isFixed
    ? `By version ${ruleVersion} of its rule, worked out at ${formatDateTime(workedOutAt)}.`
    : `An estimate: if it had been shared out at ${formatDateTime(workedOutAt)}, by version ${ruleVersion} of its rule. ${ends}`
  return (
    <PotPage pot={pot} waiting={waiting} title="Sharing out">
      <PageTitle title={headingFor(pot, isFixed)} lead={lead} />
      <SharingResult {...sharing} />
      <p className="btns">
        {challengeCount > lines.length && (
          <span>
            The first {lines.length} of {formatCount(challengeCount)} challenges.{' '}
          </span>
        )}
        <a href={`/pots/${pot.slug}/sharing.csv`}>Download CSV</a>
      </p>
    </PotPage>
  )
}
