import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { saidOf } from '#app/core/said.ts'
import { formatDateTime, formatDay } from '#app/core/time.ts'
import { removeSuccessor } from '#app/domain/successions/add-successor.server.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { endSuccession } from '#app/domain/successions/end-succession.server.ts'
import { openSuccession } from '#app/domain/successions/preview-queries.server.ts'
import { sayPart, stateNames, SuccessionDecision } from '#app/domain/successions/succession.ts'
import { DecideProposal } from '#app/ui/decide-proposal.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Order, SuccessionMoves, SuccessionParts, WhatMoves } from '#app/ui/succession.tsx'
import { SuccessionAreas } from '#app/ui/succession-areas.tsx'
import { Split } from '#app/ui/split.tsx'
import { Contracts, TheirPeople, TheirStakes, WhatTheyMove } from '#app/ui/takeover.tsx'
import { ProposalSignatures } from '#app/ui/proposal-signatures.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'A succession'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const done = new URL(request.url).searchParams.get('done')
    return { done, ...(await openSuccession(actor, idParam(params, 'successionId'))) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const id = idParam(params, 'successionId')
  return submit(request, SuccessionDecision, async (input) => {
    if (input.decision === 'confirm') await confirmSuccession(actor, id)
    else if (input.decision === 'end') await endSuccession(actor, id, input)
    else await removeSuccessor(actor, id, input.other)
    return redirect(`/successions/${id}?done=${input.decision}`)
  })
}

export default function Succession() {
  const { succession, moves } = useLoaderData<typeof loader>()
  const { predecessors, kind, isSplit, state, vestsOn } = succession
  return (
    <Page back="/successions" subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={stateNames[state]}
        title={sayPart(succession)}
        lead={`On ${formatDay(vestsOn)}, by ${succession.source}.`}
      />
      <Standing />
      <Order succession={succession} />
      {state !== 'withdrawn' && <Parts />}
      {state === 'happened' && <SuccessionMoves moves={moves} predecessors={predecessors} />}
      <div className="with-side">
        {kind === 'council' ? <WhatMoves isSplit={isSplit} /> : <WhatTheyMove kind={kind} />}
        <Decide />
      </div>
    </Page>
  )
}

/** What it is about, by the kind of organisation. */
function Parts() {
  const { succession, parts, areas, ending, projects, balances, stakes, canArrange } =
    useLoaderData<typeof loader>()
  const { predecessors, kind, isSplit, state } = succession
  const hasHappened = state === 'happened'
  const title = hasHappened ? 'What it answers for' : 'What would move'
  if (kind !== 'council')
    return (
      <>
        {!hasHappened && <TheirPeople parts={parts} predecessors={predecessors} />}
        {kind === 'supplier' && !hasHappened && <Contracts projects={projects} />}
        {kind === 'funder' && <TheirStakes {...{ stakes, predecessors, hasHappened }} />}
      </>
    )
  return (
    <>
      <SuccessionParts
        title={title}
        predecessors={predecessors}
        parts={parts}
        balances={balances}
      />
      <SuccessionAreas succession={succession} areas={areas} ending={ending} />
      {isSplit && !hasHappened && (
        <Split succession={succession} people={parts[0]?.people ?? 0} canArrange={canArrange} />
      )}
    </>
  )
}

const done: Record<string, string> = {
  proposed: 'Proposed. Nothing has changed. A second operator can confirm it now.',
  named: 'Named. Look below at who takes what.',
  'take-out': 'Taken out. Its people would go to the council that answers.',
  assigned: 'Kept. Whoever is not named goes to the council that answers.',
  confirm: 'Confirmed. It happens on its day, or has happened if that day has come.',
  end: 'Withdrawn. Nothing changes.',
}

/** Who has signed, what just happened and what stands in the way. */
function Standing() {
  const { succession, blocks, done: asked } = useLoaderData<typeof loader>()
  const answer = saidOf(done, asked)
  const { proposedBy, proposedAt, confirmedBy, confirmedAt, endedBy, endedAt } = succession
  return (
    <>
      {answer && (
        <Notice tone="ok" isAnswer>
          {answer}
        </Notice>
      )}
      {blocks.map((block) => (
        <Notice key={block} tone="warn" title="It cannot happen yet">
          <p>{block}</p>
        </Notice>
      ))}
      {endedAt && (
        <Notice title={`${endedBy?.name ?? 'Somebody'} withdrew it at ${formatDateTime(endedAt)}.`}>
          <p>{succession.endedReason}</p>
        </Notice>
      )}
      <ProposalSignatures
        proposed={{ by: proposedBy, at: proposedAt }}
        agreed={confirmedAt ? { by: confirmedBy, at: confirmedAt } : undefined}
        words={{ before: 'Confirms it', after: 'Confirmed' }}
        ended={endedAt ? 'Withdrawn' : undefined}
      />
    </>
  )
}

function Decide() {
  const { succession, canConfirm, isOfThese } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  const { state } = succession
  if (state === 'happened' || state === 'withdrawn') return null
  return (
    <DecideProposal
      result={result}
      accept={state === 'proposed' && canConfirm ? confirmation : undefined}
      otherwise={
        state === 'confirmed'
          ? 'Two operators have signed. It happens by itself on its day.'
          : isOfThese
            ? 'You belong to one of these. Another operator confirms it.'
            : 'You proposed it. Another operator confirms it.'
      }
      end={withdrawal}
    />
  )
}

const confirmation = {
  decision: 'confirm',
  note: 'Once it has happened it cannot be undone here. A new council is put on the register at once.',
  button: 'Confirm it',
}
const withdrawal = {
  summary: 'Withdraw it',
  label: 'Why?',
  hint: 'Kept on record. Their administrators are told that it does not happen.',
  button: 'Withdraw it',
}
