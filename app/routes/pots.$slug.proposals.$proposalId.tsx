import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDateTime } from '#app/core/time.ts'
import { endProposal } from '#app/domain/pots/end-proposal.server.ts'
import { ProposalDecision } from '#app/domain/pots/pot.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { FourEyes } from '#app/ui/approval.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { DecideProposal } from '#app/ui/decide-proposal.tsx'
import { RuleChanges, RuleInWords } from '#app/ui/rule.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'
import { openProposal } from '#app/web/rule-form.server.ts'

const heading = 'A proposal for the rule'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const done = new URL(request.url).searchParams.get('done')
    const id = idParam(params, 'proposalId')
    return { ...(await openProposal(actor, param(params, 'slug'), id)), done }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'proposalId')
  const page = `/pots/${param(params, 'slug')}/proposals/${id}`
  return submit(request, ProposalDecision, async (input) => {
    if (input.decision === 'publish') await publishRule(actor, id)
    else await endProposal(actor, id, input)
    return redirect(`${page}?done=${input.decision}`)
  })
}

export default function Proposal() {
  const { pot, waiting, proposal, words, version, changes, isOpen } = useLoaderData<typeof loader>()
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Proposals">
      <PageTitle
        title={heading}
        lead={`${proposal.proposedBy.name} proposed it at ${formatDateTime(proposal.proposedAt)}.`}
      />
      <Standing />
      <div className="with-side">
        <div className="stack-6">
          <RuleInWords words={words} />
          <Section id="why" title="Why">
            <p className="measure">{proposal.reason}</p>
          </Section>
          {isOpen && (
            <Section id="changes" title="What would change">
              <RuleChanges changes={changes} before={version} after="The proposal" />
            </Section>
          )}
        </div>
        <Decide />
      </div>
    </PotPage>
  )
}

const done: Record<string, string> = {
  proposed: 'Proposed. A second person of your organisation can publish it now.',
  publish: 'Published. Everybody can read the new version in the rule history.',
  end: 'Put aside. The rule stays as it is.',
}

/** Who has signed, who has not, and what just happened. */
function Standing() {
  const { proposal, done: asked } = useLoaderData<typeof loader>()
  const answer = saidOf(done, asked)
  const { publishedRule, endedAt, endedBy, endedReason } = proposal
  return (
    <>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      {endedAt && (
        <Notice
          title={`${endedBy ? `${endedBy.name} put it aside` : 'It ended'} at ${formatDateTime(endedAt)}.`}
        >
          {endedReason ?? ''}
        </Notice>
      )}
      <FourEyes
        first={{
          title: 'Proposed',
          status: 'Signed',
          tone: 'ok',
          signature: proposal.proposedBy.name,
        }}
        second={{
          title: publishedRule ? `Published as version ${publishedRule.version}` : 'Publishes it',
          status: publishedRule
            ? 'Signed'
            : endedAt
              ? endedBy
                ? 'Put aside'
                : 'Ended'
              : 'Waiting',
          tone: publishedRule ? 'ok' : 'wait',
          ...(publishedRule && { signature: publishedRule.secondPublisher.name }),
          detail: `In force from ${formatDateTime(publishedRule?.inForceFrom ?? proposal.inForceFrom)}${publishedRule ? '' : ', or when it is published, if that is later'}`,
        }}
      />
    </>
  )
}

function Decide() {
  const { canPublish, canEnd, isOpen, proposal } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  if (!isOpen) return null
  return (
    <DecideProposal
      result={result}
      accept={canPublish ? publication : undefined}
      otherwise={
        canEnd
          ? 'You proposed it. Somebody else of your organisation publishes it.'
          : 'A fund manager or payment approver of your organisation publishes it.'
      }
      end={
        canEnd
          ? {
              summary: 'Do not publish it',
              label: 'Why not?',
              hint: `${proposal.proposedBy.name} and your colleagues read this. It is not public.`,
              button: 'Put this proposal aside',
            }
          : undefined
      }
    />
  )
}

const publication = {
  decision: 'publish',
  note: 'A published version never changes, and everybody can read it with both names.',
  button: 'Publish this rule',
}
