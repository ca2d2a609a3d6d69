import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatShortDate } from '#app/core/time.ts'
import {
  listPastProposals,
  listRuleProposals,
  type RuleProposal,
} from '#app/domain/pots/rule-queries.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import type { Column } from '#app/ui/table.tsx'
import { ProposalLists, ProposalTag } from '#app/ui/proposal.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openProposals } from '#app/web/rule-form.server.ts'

const headingFor = (name: string) => `Proposals for the rule of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const opened = await openProposals(actor, param(params, 'slug'))
    const [open, past] = await Promise.all([
      listRuleProposals(actor, opened.pot.id),
      listPastProposals(actor, opened.pot.id),
    ])
    return { ...opened, open, past }
  })
}

export default function Proposals() {
  const { pot, waiting, canPropose, open, past } = useLoaderData<typeof loader>()
  const href = `/pots/${pot.slug}/proposals`
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Proposals">
      <PageTitle
        title={headingFor(pot.name)}
        lead="One person proposes a new version of the rule, a second one publishes it. Only your organisation sees proposals."
      />
      <ProposalLists
        open={open}
        past={past}
        href={href}
        columns={columns}
        label="Proposals that wait"
        pastLabel="Earlier proposals"
        empty="The rule stays as it is until somebody proposes a change."
        propose={canPropose && <ButtonLink href={`${href}/new`}>Propose a change</ButtonLink>}
      />
    </PotPage>
  )
}

const columns: Column<RuleProposal>[] = [
  { name: 'Why', show: ({ reason }) => reason },
  { name: 'From', show: ({ inForceFrom }) => formatShortDate(inForceFrom) },
  { name: 'Status', show: (proposal) => <ProposalTag {...proposal} /> },
]
