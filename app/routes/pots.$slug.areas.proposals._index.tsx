import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatShortDate } from '#app/core/time.ts'
import {
  listAreaProposals,
  listPastAreaProposals,
  type AreaProposal,
} from '#app/domain/pots/area-queries.server.ts'
import { AreaProposalTag } from '#app/ui/area-entry.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { AreaTag, PotPage } from '#app/ui/pot-page.tsx'
import { ProposalLists } from '#app/ui/proposal.tsx'
import type { Column } from '#app/ui/table.tsx'
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
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Areas register">
      <PageTitle
        title={headingFor(pot.name)}
        lead="One person proposes an entry with its evidence, a second one approves it. Only your organisation sees what waits."
      />
      <ProposalLists
        open={open}
        past={past}
        href={href}
        columns={columns}
        label="Entries that wait"
        pastLabel="Earlier proposed entries"
        empty="The register stays as it is until somebody proposes an entry."
        propose={canPropose && <ButtonLink href={`${href}/new`}>Propose an entry</ButtonLink>}
      />
    </PotPage>
  )
}

const columns: Column<AreaProposal>[] = [
  { name: 'Area', show: ({ area }) => area.name },
  { name: 'Stands', show: ({ status }) => <AreaTag status={status} /> },
  { name: 'From', show: ({ fromOn }) => formatShortDate(fromOn) },
  { name: 'Status', show: (proposal) => <AreaProposalTag {...proposal} /> },
]
