import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { DayInput, formatDay, formatShortDate, londonDay, type Day } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { listAreaProposals } from '#app/domain/pots/area-queries.server.ts'
import { canRunPot, canSeeProposals } from '#app/domain/pots/pot.ts'
import { listAreas, type Pot, type PotArea } from '#app/domain/pots/queries.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { DateField } from '#app/ui/field.tsx'
import { Form } from '#app/ui/form.tsx'
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
    const asked = DayInput.safeParse(new URL(request.url).searchParams.get('on'))
    const on = asked.success ? asked.data : londonDay(clock.now())
    const [areas, own] = await Promise.all([
      listAreas(opened.pot.id, on),
      readOwn(actor, opened.pot),
    ])
    return { ...opened, on, areas, own }
  })
}

/** What only people of the pot's funder see: what waits for a second one, and whether they may propose. */
async function readOwn(actor: Actor | undefined, pot: Pot) {
  if (!actor || !canSeeProposals(actor, pot)) return undefined
  const open = await listAreaProposals(actor, pot.id)
  return { waitingCount: open.length, canPropose: canRunPot(actor, pot) }
}

const dayOr = (day: Day | null, none: string) => (day ? formatShortDate(day) : none)

const columnsFor = (href: string): Column<PotArea>[] => [
  {
    name: 'Mayoral area',
    show: ({ name, slug }) => <a href={`${href}/${slug}`}>{name}</a>,
  },
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
  const { pot, waiting, areas, on, own } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}/areas`
  return (
    <PotPage pot={pot} waiting={waiting} isOwn={own !== undefined} title="Areas register">
      <PageTitle
        title={headingFor(pot.name)}
        lead={
          pot.rule?.terms.who.areaRegister
            ? 'Councils of registered areas earn match. One person proposes each entry, a second one approves it. The mayors come from the public register.'
            : 'This pot’s rule does not look at areas. Mayors come from the public register.'
        }
      />
      {own && (
        <Buttons>
          {own.canPropose && (
            <ButtonLink href={`${href}/proposals/new`}>Propose an entry</ButtonLink>
          )}
          <a href={`${href}/proposals`}>
            {own.waitingCount === 0
              ? 'Proposed entries'
              : `Proposed entries: ${own.waitingCount} ${own.waitingCount === 1 ? 'waits' : 'wait'}`}
          </a>
        </Buttons>
      )}
      <Form method="get">
        <DateField
          name="on"
          label="As it stood on"
          hint="A pledge is matched by how its area stood on the day it was signed."
          defaultValue={on}
        />
        <Buttons>
          <Button look="second">Show this day</Button>
        </Buttons>
      </Form>
      <h2>On {formatDay(on)}</h2>
      <DataTable
        label="Areas register"
        rows={areas}
        columns={columnsFor(href)}
        keyOf={({ areaId }) => areaId}
      />
    </PotPage>
  )
}
