import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime, formatShortDate } from '#app/core/time.ts'
import {
  listPastProposals,
  listRuleProposals,
  type RuleProposal,
} from '#app/domain/pots/rule-queries.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { ProposalTag } from '#app/ui/proposal.tsx'
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
  const propose = <ButtonLink href={`${href}/new`}>Propose a change</ButtonLink>
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Proposals">
      <PageTitle
        title={headingFor(pot.name)}
        lead="One person proposes a new version of the rule, a second one publishes it. Only your organisation sees proposals."
      />
      <Section id="open" title="Waiting for a second person">
        <DataTable
          rows={open}
          label="Proposals that wait"
          columns={columnsFor(href)}
          keyOf={({ id }) => id}
          empty={
            <Empty title="Nothing is waiting" action={canPropose && propose}>
              The rule stays as it is until somebody proposes a change.
            </Empty>
          }
        />
        {canPropose && open.length > 0 && <Buttons>{propose}</Buttons>}
      </Section>
      {past.length > 0 && (
        <Section id="past" title="Before">
          <DataTable
            rows={past}
            label="Earlier proposals"
            columns={columnsFor(href)}
            keyOf={({ id }) => id}
          />
        </Section>
      )}
    </PotPage>
  )
}

const columnsFor = (href: string): Column<RuleProposal>[] => [
  {
    name: 'Proposed',
    show: ({ id, proposedAt }) => <a href={`${href}/${id}`}>{formatDateTime(proposedAt)}</a>,
  },
  { name: 'By', show: ({ proposedBy }) => proposedBy.name },
  { name: 'Why', show: ({ reason }) => reason },
  { name: 'From', show: ({ inForceFrom }) => formatShortDate(inForceFrom) },
  { name: 'Status', show: (proposal) => <ProposalTag {...proposal} /> },
]
