import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import {
  listPastPotProposals,
  listProposedPots,
  type ProposedPot,
} from '#app/domain/pots/proposed-pot-queries.server.ts'
import { canProposePot } from '#app/domain/pots/proposed-pot.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PotProposalTag, ProposalLists } from '#app/ui/proposal.tsx'
import type { Column } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Proposed pots'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [open, past] = await Promise.all([listProposedPots(actor), listPastPotProposals(actor)])
    return { open, past, mayPropose: canProposePot(actor) }
  })
}

export default function ProposedPots() {
  const { open, past, mayPropose } = useLoaderData<typeof loader>()
  return (
    <Page subnav={<WorkspaceNav />}>
      <PageTitle
        title={heading}
        lead="One fund manager proposes a pot with its first rule, another agrees to it. Only your organisation sees it until then."
      />
      <ProposalLists
        open={open}
        past={past}
        href="/pots/proposed"
        columns={columns}
        label="Pots that wait"
        pastLabel="Earlier proposals"
        empty="A pot that a fund manager of your organisation proposes stands here."
        propose={mayPropose && <ButtonLink href="/pots/new">Propose a pot</ButtonLink>}
      />
    </Page>
  )
}

const columns: Column<ProposedPot>[] = [
  { name: 'Pot', show: ({ name }) => name },
  { name: 'Status', show: (proposal) => <PotProposalTag {...proposal} /> },
]
