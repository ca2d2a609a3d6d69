import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { listAllocations } from '#app/domain/pots/queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { Allocations, PotPage } from '#app/ui/pot-page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (name: string) => `Allocations of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    const after = new URL(request.url).searchParams.get('after') ?? undefined
    const page = await listAllocations(opened.pot.id, after === undefined ? {} : { after })
    return { ...opened, ...page, isFirst: after === undefined }
  })
}

export default function PotAllocations() {
  const { pot, waiting, allocations, next, isFirst } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}/allocations`
  return (
    <PotPage pot={pot} waiting={waiting} title="Allocations">
      <PageTitle title={headingFor(pot.name)} lead={`At ${formatDateTime(pot.workedOutAt)}.`} />
      <Allocations allocations={allocations} level={2} />
      <p className="btns">
        {!isFirst && <a href={href}>First page</a>}
        {next !== undefined && <a href={`${href}?after=${encodeURIComponent(next)}`}>Next page</a>}
        <a href={`${href}.csv`}>Download CSV</a>
      </p>
    </PotPage>
  )
}
