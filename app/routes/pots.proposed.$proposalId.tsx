import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDateTime } from '#app/core/time.ts'
import { agreePot } from '#app/domain/pots/agree-pot.server.ts'
import { endPotProposal } from '#app/domain/pots/end-pot-proposal.server.ts'
import { PotDecision } from '#app/domain/pots/proposed-pot.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DecideProposal } from '#app/ui/decide-proposal.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { ProposalSignatures } from '#app/ui/proposal-signatures.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { RuleInWords } from '#app/ui/rule.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { openProposedPot } from '#app/web/pot-form.server.ts'

const headingFor = (name: string) => `Proposed pot: ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.proposal.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const done = new URL(request.url).searchParams.get('done')
    return { ...(await openProposedPot(actor, idParam(params, 'proposalId'))), done }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'proposalId')
  return submit(request, PotDecision, async (input) => {
    if (input.decision === 'agree') await agreePot(actor, id)
    else await endPotProposal(actor, id, input)
    return redirect(`/pots/proposed/${id}?done=${input.decision}`)
  })
}

export default function ProposedPot() {
  const { proposal, words } = useLoaderData<typeof loader>()
  return (
    <Page back="/pots/proposed" space="stack-7">
      <PageTitle
        title={headingFor(proposal.name)}
        lead={`${proposal.proposedBy.name} proposed it at ${formatDateTime(proposal.proposedAt)}.`}
      />
      <Standing />
      <div className="with-side">
        <div className="stack-6">
          <Section id="purpose" title="What it is for">
            <Prose text={proposal.purpose} />
          </Section>
          <RuleInWords words={words} />
          <Section id="why" title="Why this rule">
            <p className="measure">{proposal.reason}</p>
          </Section>
          <Facts
            facts={[
              { name: 'Its address', value: `/pots/${proposal.slug}` },
              { name: 'In force from', value: <From /> },
            ]}
          />
        </div>
        <Decide />
      </div>
    </Page>
  )
}

function From() {
  const { proposal, isOpen } = useLoaderData<typeof loader>()
  return (
    <>
      {formatDateTime(proposal.inForceFrom)}
      {isOpen && ', or when it is agreed to, if that is later'}
    </>
  )
}

const done: Record<string, string> = {
  proposed: 'Proposed. Another fund manager of your organisation can agree to it now.',
  agree: 'Agreed. The pot is there for everybody.',
  end: 'Put aside. There is no pot.',
}

/** Who has signed, who has not, and what just happened. */
function Standing() {
  const { proposal, done: asked } = useLoaderData<typeof loader>()
  const answer = saidOf(done, asked)
  const { slug, proposedBy, proposedAt, agreedBy, agreedAt, endedAt, endedBy } = proposal
  return (
    <>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      {agreedAt && (
        <p className="btns">
          <ButtonLink href={`/pots/${slug}/funding/new`}>Put money in</ButtonLink>
          <a href={`/pots/${slug}`}>See the pot</a>
        </p>
      )}
      {endedAt && (
        <Notice
          title={`${endedBy ? `${endedBy.name} put it aside` : 'It ended'} at ${formatDateTime(endedAt)}.`}
        >
          {proposal.endedReason ?? ''}
        </Notice>
      )}
      <ProposalSignatures
        proposed={{ by: proposedBy, at: proposedAt }}
        agreed={agreedAt ? { by: agreedBy, at: agreedAt } : undefined}
        words={{ before: 'Agrees to it', after: 'Agreed' }}
        ended={endedAt ? (endedBy ? 'Put aside' : 'Ended') : undefined}
      />
    </>
  )
}

function Decide() {
  const { proposal, canAgree, canEnd, isOpen, isOwn } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  if (!isOpen) return null
  const hint = `${proposal.proposedBy.name} and your colleagues read this. It is not public.`
  return (
    <DecideProposal
      result={result}
      accept={canAgree ? agreement : undefined}
      otherwise={
        isOwn
          ? 'You proposed it. Another fund manager of your organisation agrees to it.'
          : 'Another fund manager of your organisation agrees to it.'
      }
      end={canEnd ? { ...(isOwn ? takingBack : turningDown), hint } : undefined}
    />
  )
}

const agreement = {
  decision: 'agree',
  note: 'The pot is public from then on, empty, and its address stays. Its first rule never changes, and everybody can read it with both names.',
  button: 'Agree to this pot',
}
const takingBack = { summary: 'Take it back', label: 'Why?', button: 'Take this pot back' }
const turningDown = {
  summary: 'Do not agree',
  label: 'Why not?',
  button: 'Turn this pot down',
}
