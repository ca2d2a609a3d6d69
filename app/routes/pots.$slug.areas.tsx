import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatShortDate, type Day } from '#app/core/time.ts'
import { listAreas, type PotArea } from '#app/domain/pots/queries.server.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { AreaTag, PotPage } from '#app/ui/pot-page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (name: string) => `Areas register of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    return { ...opened, areas: await listAreas(opened.pot.id) }
  })
}

const dayOr = (day: Day | null, none: string) => (day ? formatShortDate(day) : none)

const columns: Column<PotArea>[] = [
  { name: 'Mayoral area', show: ({ name }) => name },
  { name: 'Status', show: ({ status }) => <AreaTag status={status} /> },
  { name: 'Mayor in post', show: ({ hasMayor }) => (hasMayor ? 'Yes' : 'No') },
  {
    name: 'Chief digital officer since',
    show: ({ chiefDigitalOfficerFromOn }) => dayOr(chiefDigitalOfficerFromOn, 'Nobody yet'),
  },
  {
    name: 'Strategy published',
    show: ({ strategyPublishedOn, strategyUrl }) =>
      strategyUrl && strategyPublishedOn ? (
        <a href={strategyUrl}>{formatShortDate(strategyPublishedOn)}</a>
      ) : (
        dayOr(strategyPublishedOn, 'Not yet')
      ),
  },
  { name: 'As it stands since', show: ({ fromOn }) => dayOr(fromOn, 'Not on the register') },
]

export default function PotAreas() {
  const { pot, waiting, areas } = useLoaderData<typeof loader>()
  return (
    <PotPage pot={pot} waiting={waiting} title="Areas register">
      <PageTitle
        title={headingFor(pot.name)}
        lead={
          pot.rule?.terms.who.areaRegister
            ? 'Councils of registered areas earn match. The mayors come from the public register.'
            : 'This pot’s rule does not look at areas. Mayors come from the public register.'
        }
      />
      <DataTable
        label="Areas register"
        rows={areas}
        columns={columns}
        keyOf={({ areaId }) => areaId}
      />
    </PotPage>
  )
}
