import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime, formatShortDate } from '#app/core/time.ts'
import {
  listAreaProposals,
  listPastAreaProposals,
  type AreaProposal,
} from '#app/domain/pots/area-queries.server.ts'
import { AreaProposalTag } from '#app/ui/area-entry.tsx'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { AreaTag, PotPage } from '#app/ui/pot-page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openProposals } from '#app/web/rule-form.server.ts'

const headingFor = (name: string) => `Proposed entries of the register of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const opened = await openProposals(actor, param(params, 'slug'))
    const [open, past] = await Promise.all([
      listAreaProposals(actor, opened.pot.id),
      listPastAreaProposals(actor, opened.pot.id),
    ])
    return { ...opened, open, past }
  })
}

export default function AreaProposals() {
  const { pot, waiting, canPropose, open, past } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}/areas/proposals`
  const propose = <ButtonLink href={`${href}/new`}>Propose an entry</ButtonLink>
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Areas register">
      <PageTitle
        title={headingFor(pot.name)}
        lead="One person proposes an entry with its evidence, a second one approves it. Only your organisation sees what waits."
      />
      <Section id="open" title="Waiting for a second person">
        <DataTable
          rows={open}
          label="Entries that wait"
          columns={columnsFor(href)}
          keyOf={({ id }) => id}
          empty={
            <Empty title="Nothing is waiting" action={canPropose && propose}>
              The register stays as it is until somebody proposes an entry.
            </Empty>
          }
        />
        {canPropose && open.length > 0 && <Buttons>{propose}</Buttons>}
      </Section>
      {past.length > 0 && (
        <Section id="past" title="Before">
          <DataTable
            rows={past}
            label="Earlier proposed entries"
            columns={columnsFor(href)}
            keyOf={({ id }) => id}
          />
        </Section>
      )}
    </PotPage>
  )
}

const columnsFor = (href: string): Column<AreaProposal>[] => [
  {
    name: 'Proposed',
    show: ({ id, proposedAt }) => <a href={`${href}/${id}`}>{formatDateTime(proposedAt)}</a>,
  },
  { name: 'By', show: ({ proposedBy }) => proposedBy.name },
  { name: 'Area', show: ({ area }) => area.name },
  { name: 'Stands', show: ({ status }) => <AreaTag status={status} /> },
  { name: 'From', show: ({ fromOn }) => formatShortDate(fromOn) },
  { name: 'Status', show: (proposal) => <AreaProposalTag {...proposal} /> },
]
