import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatDateTime } from '#app/core/time.ts'
import { appointAssessor } from '#app/domain/evaluation/appoint-assessor.server.ts'
import { AppointmentInput } from '#app/domain/evaluation/award.ts'
import { getEvaluation } from '#app/domain/evaluation/queries.server.ts'
import { removeAssessor } from '#app/domain/evaluation/remove-assessor.server.ts'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { Notice, Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Weights } from '#app/ui/pitch.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { Assessors } from './assessors.tsx'
import { Progress } from './progress.tsx'

const headingOf = (about: string) => `Scoring pitches for ${about}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.challenge.shortTitle) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getEvaluation(actor, param(params, 'slug')))
}

const PanelInput = z.union([z.object({ remove: z.uuid() }), AppointmentInput])

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, PanelInput, async (input) => {
    const slug = param(params, 'slug')
    if ('remove' in input) await removeAssessor(actor, slug, input.remove)
    else await appointAssessor(actor, slug, input)
    return redirect(`/challenges/${slug}/evaluation`)
  })
}

export default function Evaluation() {
  const evaluation = useLoaderData<typeof loader>()
  const { challenge, call, isClosed } = evaluation
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}`} space="">
      {result && <ErrorSummary result={result} />}
      <div className="with-side">
        <div className="stack-6">
          <PageTitle
            title={headingOf(challenge.shortTitle)}
            lead={
              isClosed
                ? 'Each assessor scores alone. Nobody sees another’s scores until all have finished.'
                : `${call.startedCount} suppliers have started a pitch and ${call.sentCount} have sent one. Pitches stay sealed until ${formatDateTime(call.closesAt)}.`
            }
          />
          <NextStep {...evaluation} />
          <Section id="panel" title="Assessors">
            <Assessors {...evaluation} />
          </Section>
          {isClosed && (
            <Section id="pitches" title="Pitches">
              <Progress pitches={evaluation.pitches} />
            </Section>
          )}
        </div>
        <aside className="stack-5" aria-label="Scoring">
          <Panel title="How it is scored">
            <Weights criteria={call.criteria} />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function NextStep(props: ReturnType<typeof useLoaderData<typeof loader>>) {
  const at = `/challenges/${props.challenge.slug}`
  if (props.awardState)
    return (
      <Notice tone="ok">
        <p>
          The award is decided. <a href={`${at}/award`}>See the award</a>
        </p>
      </Notice>
    )
  if (props.isScoringFinished)
    return (
      <Notice tone="ok" title="Every assessor has finished.">
        <p>
          <a href={`${at}/moderation`}>Agree the scores</a>
          {props.canRun && (
            <>
              , then <a href={`${at}/award`}>decide the award</a>
            </>
          )}
        </p>
      </Notice>
    )
  if (props.assessors.length < 2)
    return <Notice tone="warn">Each pitch needs at least two assessors without a conflict.</Notice>
  return null
}
