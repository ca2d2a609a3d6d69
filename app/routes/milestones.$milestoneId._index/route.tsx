import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { saidOf } from '#app/core/said.ts'
import { DecisionInput } from '#app/domain/delivery/approval.ts'
import { decideAcceptance } from '#app/domain/delivery/decide-acceptance.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { getMilestone } from '#app/domain/delivery/milestone-queries.server.ts'
import { stateLabel, type MilestoneState } from '#app/domain/delivery/milestone.ts'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { Approvals } from './approvals.tsx'
import { Decision } from './decision.tsx'
import { Evidence } from './evidence.tsx'
import { Rail } from './rail.tsx'
import { Side } from './side.tsx'
import { Split } from './split.tsx'
import { Trail } from './trail.tsx'

const headingOf = ({ position, title }: { position: number; title: string }) =>
  /^milestone\b/i.test(title) ? title : `Milestone ${position}: ${title}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.milestone) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    milestone: await getMilestone(actor, idParam(params, 'milestoneId')),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DecisionInput, async ({ claimId, ...input }) => {
    const page = `/milestones/${idParam(params, 'milestoneId')}`
    if (input.step === 'acceptance') await decideAcceptance(actor, claimId, input)
    else await decidePayment(actor, claimId, input)
    return redirect(`${page}?done=${input.decision}`)
  })
}

const done: Record<string, string> = {
  claimed: 'Your claim is with the lead council.',
  accepted: 'You accepted the work. The payment waits for approval now.',
  approved: 'Your approval is recorded.',
  'sent-back': 'The claim is back with the supplier, with your reason.',
}

const endedTone: Partial<Record<MilestoneState, Tone>> = { paid: 'ok', cancelled: 'quiet' }

export default function Milestone() {
  const { milestone, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const [search] = useSearchParams()
  const { project } = milestone
  const answer = saidOf(done, search.get('done'))
  const isCancelled = milestone.state === 'cancelled'
  return (
    <Page back={`/projects/${project.reference}`}>
      {result && <ErrorSummary result={result} />}
      {answer && !result && <Notice tone="ok" isAnswer title={answer} />}
      <div className="with-side">
        <div className="stack-7">
          <div className="stack">
            <p className="tags">
              <Tag tone={endedTone[milestone.state] ?? 'warn'}>{stateLabel[milestone.state]}</Tag>
            </p>
            <h1>{headingOf(milestone)}</h1>
            <p className="lead measure">
              {project.title}. Built by {project.supplierName}, led by {project.leadCouncilName}.
            </p>
          </div>
          {isCancelled ? (
            <Cancelled href={`/projects/${project.reference}/stop`} />
          ) : (
            <Rail milestone={milestone} />
          )}
          <Evidence milestone={milestone} />
          {!isCancelled && (
            <>
              <Split milestone={milestone} />
              <Approvals milestone={milestone} />
              <Decision milestone={milestone} operationKey={operationKey} result={result} />
            </>
          )}
          <Trail trail={milestone.trail} />
        </div>
        <Side milestone={milestone} />
      </div>
    </Page>
  )
}

const Cancelled = ({ href }: { href: string }) => (
  <Notice title="The project was stopped before this milestone.">
    Nothing is paid for it. <a href={href}>Why it was stopped</a>
  </Notice>
)
