import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { agreeStop } from '#app/domain/delivery/agree-stop.server.ts'
import { endStop } from '#app/domain/delivery/end-stop.server.ts'
import { proposeStop } from '#app/domain/delivery/propose-stop.server.ts'
import { getStop } from '#app/domain/delivery/stop-queries.server.ts'
import { StopInput } from '#app/domain/delivery/stop.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DecideProposal } from '#app/ui/decide-proposal.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const title = 'Stopping the project'
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${title}: ${data.project.title}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => ({
    ...(await getStop(actor, param(params, 'reference'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, StopInput, async (input) => {
    const reference = param(params, 'reference')
    const { project } = await getStop(actor, reference)
    await decide(actor, project.id, input)
    return redirect(`/projects/${reference}/stop`)
  })
}

function decide(actor: Actor, projectId: string, input: StopInput) {
  if (input.decision === 'propose') return proposeStop(actor, projectId, input)
  if (input.decision === 'agree') return agreeStop(actor, projectId, input)
  return endStop(actor, projectId, input)
}

export default function StopProject() {
  const { project, state, mayAgree, mayEnd } = useLoaderData<typeof loader>()
  const href = `/projects/${project.reference}`
  return (
    <Page
      crumbs={[
        { href: '/projects', name: 'Projects' },
        { href, name: project.reference },
      ]}
      crumbTitle={title}
    >
      <PageTitle
        kicker={project.reference}
        title={title}
        lead={`“${project.title}” stops before its last milestone when its lead council proposes that and a funder agrees.`}
      />
      <Standing />
      {state === 'building' && <Propose />}
      {state === 'proposed' && (mayAgree || mayEnd) && <Decide />}
      {state !== 'built' && <Cancelled />}
    </Page>
  )
}

function Standing() {
  const { state, stop, leadCouncilName, obstacle, project } = useLoaderData<typeof loader>()
  if (state === 'built')
    return (
      <Notice title="It was built.">Every milestone is paid, so nothing is left to stop.</Notice>
    )
  if (state === 'stopped')
    return (
      <Notice
        tone="warn"
        title={stop?.agreedAt && `It was stopped on ${formatDay(stop.agreedAt)}.`}
      >
        <p>
          {leadCouncilName} says: “{stop?.reason}” {stop?.agreedFor?.name} agreed.
        </p>
        <p>
          <a href={`/projects/${project.reference}/give-back`}>Money left over</a>
        </p>
      </Notice>
    )
  if (state === 'proposed')
    return (
      <>
        <Notice tone="warn" title={`${leadCouncilName} proposes that it stops.`}>
          <p>“{stop?.reason}”</p>
          <p>
            {stop && `Proposed on ${formatDay(stop.proposedAt)}.`} It waits for a funder to agree.
            Until then the project goes on.
          </p>
        </Notice>
        {obstacle && <Notice title="A funder cannot agree yet.">{obstacle}</Notice>}
      </>
    )
  return (
    <Notice title="Nobody proposes that it stops.">
      {stop?.endedAt
        ? `A proposal was put aside on ${formatDay(stop.endedAt)}: “${stop.endedReason}”`
        : 'The supplier, the partner councils and the funders would be told at once.'}
    </Notice>
  )
}

function Propose() {
  const { mayPropose, obstacle, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  if (!mayPropose) return null
  if (obstacle)
    return (
      <Notice tone="warn" title="You cannot propose it now.">
        {obstacle}
      </Notice>
    )
  return (
    <Form result={result}>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <input type="hidden" name="decision" value="propose" />
      <TextArea
        name="reason"
        label="Why should the project stop?"
        hint="Everybody can read this. The supplier, the partner councils and the funders get it by email."
        limit="At most 2,000 characters"
        rows={4}
        error={errorOf(result, 'reason')}
        defaultValue={valueOf(result, 'reason')}
      />
      <Buttons>
        <Button>Propose that it stops</Button>
      </Buttons>
    </Form>
  )
}

function Decide() {
  const { stop, mayAgree, mayEnd, isLead, obstacle, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const end = isLead
    ? { summary: 'Take it back', label: 'Why?', button: 'Take the proposal back' }
    : { summary: 'Decline', label: 'Why should it go on?', button: 'Decline the proposal' }
  return (
    <DecideProposal
      result={result}
      hidden={{
        operationKey: valueOf(result, 'operationKey', operationKey),
        stopId: stop?.id ?? '',
      }}
      accept={mayAgree && !obstacle ? agreement : undefined}
      otherwise={
        isLead
          ? 'A fund manager or payment approver of a pot that pays decides on it.'
          : 'You can agree once everything that is claimed is settled.'
      }
      end={mayEnd ? { ...end, hint: 'Everybody can read this.' } : undefined}
    />
  )
}

const agreement = {
  decision: 'agree',
  note: 'The milestones below are cancelled. Councils that have not paid in owe nothing more. The money not spent can go back. This cannot be undone.',
  button: 'Agree that it stops',
}

function Cancelled() {
  const { cancelled, state } = useLoaderData<typeof loader>()
  if (cancelled.length === 0) return null
  const sum = cancelled.reduce((total, { pricePence }) => total + pricePence, 0n)
  return (
    <Section
      id="cancelled"
      title={state === 'stopped' ? 'What is cancelled' : 'What a stop would cancel'}
    >
      <DataTable
        label="Milestones that nobody has claimed"
        rows={cancelled}
        keyOf={({ position }) => String(position)}
        columns={[
          { name: 'Milestone', show: ({ position, title: name }) => `${position}. ${name}` },
          {
            name: 'Price',
            isNumeric: true,
            show: ({ pricePence }) => formatPounds(pricePence),
          },
        ]}
        total={{ name: 'In all', values: [formatPounds(sum)] }}
      />
    </Section>
  )
}
