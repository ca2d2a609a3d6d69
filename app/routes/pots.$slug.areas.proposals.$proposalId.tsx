import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDate, formatDateTime } from '#app/core/time.ts'
import { approveArea } from '#app/domain/pots/approve-area.server.ts'
import { AreaDecision } from '#app/domain/pots/area-entry.ts'
import { areaStands } from '#app/domain/pots/area-words.ts'
import { endAreaProposal } from '#app/domain/pots/end-area-proposal.server.ts'
import { AreaEntryFacts, SignedBy } from '#app/ui/area-entry.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { ProposalSignatures } from '#app/ui/proposal-signatures.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { DecideProposal } from '#app/ui/decide-proposal.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'
import { openAreaProposal } from '#app/web/area-form.server.ts'

const heading = 'A proposed entry of the register'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const done = new URL(request.url).searchParams.get('done')
    const id = idParam(params, 'proposalId')
    return { ...(await openAreaProposal(actor, param(params, 'slug'), id)), done }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'proposalId')
  const page = `/pots/${param(params, 'slug')}/areas/proposals/${id}`
  return submit(request, AreaDecision, async (input) => {
    if (input.decision === 'approve') await approveArea(actor, id)
    else await endAreaProposal(actor, id, input)
    return redirect(`${page}?done=${input.decision}`)
  })
}

export default function AreaProposal() {
  const { pot, waiting, proposal, before, isOpen } = useLoaderData<typeof loader>()
  const { area, status, fromOn } = proposal
  const file = (id: string) => `/pots/${pot.slug}/areas/evidence/${id}`
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Areas register">
      <PageTitle
        title={heading}
        lead={`From ${formatDate(fromOn)} on, ${area.name} ${areaStands[status]}.`}
      />
      <Standing />
      <div className="with-side">
        <div className="stack-6">
          <AreaEntryFacts entry={proposal} file={file(proposal.id)} />
          {isOpen && (
            <Section id="before" title={`What the register says of ${area.name}`}>
              {before.length === 0 && <p className="muted">Nothing yet.</p>}
              {before.slice(0, 3).map((entry) => (
                <div key={entry.id} className="stack-2">
                  <AreaEntryFacts
                    entry={entry}
                    file={entry.proposal ? file(entry.proposal.id) : undefined}
                  />
                  <SignedBy {...entry} />
                </div>
              ))}
            </Section>
          )}
          <p>
            <a href={`/pots/${pot.slug}/areas/${area.slug}`}>Everything entered for {area.name}</a>
          </p>
        </div>
        <Decide />
      </div>
    </PotPage>
  )
}

const done: Record<string, string> = {
  proposed: 'Proposed. A second person of your organisation can approve it now.',
  approve: 'Approved. It counts for what is signed from now on.',
  end: 'Sent back. The register stays as it is.',
}

/** Who has signed, who has not, and what just happened. */
function Standing() {
  const { pot, proposal, canPropose, done: asked } = useLoaderData<typeof loader>()
  const answer = saidOf(done, asked)
  const { entry, endedAt, endedBy, endedReason, proposedBy, proposedAt } = proposal
  return (
    <>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      {endedAt && (
        <Notice
          title={`${endedBy ? `${endedBy.name} sent it back` : 'It ended'} at ${formatDateTime(endedAt)}.`}
        >
          <p>{endedReason}</p>
          {canPropose && (
            <ButtonLink
              look="second"
              href={`/pots/${pot.slug}/areas/proposals/new?again=${proposal.id}`}
            >
              Propose it again
            </ButtonLink>
          )}
        </Notice>
      )}
      <ProposalSignatures
        proposed={{ by: proposedBy, at: proposedAt }}
        agreed={entry ? { by: entry.decidedBy, at: entry.approvedAt } : undefined}
        words={{ before: 'Approves it', after: 'Approved' }}
        ended={endedAt ? (endedBy ? 'Sent back' : 'Ended') : undefined}
      />
    </>
  )
}

function Decide() {
  const { proposal, canApprove, canEnd, isOpen, isOwn } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  if (!isOpen) return null
  return (
    <DecideProposal
      result={result}
      accept={canApprove ? approval : undefined}
      otherwise={
        isOwn
          ? 'You proposed it. Somebody else of your organisation approves it.'
          : 'A fund manager or payment approver of your organisation approves it.'
      }
      end={
        canEnd
          ? {
              ...(isOwn ? takingBack : sendingBack),
              hint: `${proposal.proposedBy.name} and your colleagues read this. It is not public.`,
            }
          : undefined
      }
    />
  )
}

const approval = {
  decision: 'approve',
  note: 'An approved entry never changes, and everybody can read it with its evidence and both names.',
  button: 'Approve this entry',
}
const takingBack = { summary: 'Take it back', label: 'Why?', button: 'Take this entry back' }
const sendingBack = {
  summary: 'Send it back',
  label: 'What is missing?',
  button: 'Send this entry back',
}
