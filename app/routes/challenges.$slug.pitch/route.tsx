import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatDateTime, formatDaysLeft } from '#app/core/time.ts'
import { isDecided } from '#app/domain/evaluation/award-queries.server.ts'
import { getPitchDesk } from '#app/domain/pitches/desk-queries.server.ts'
import { startPitch } from '#app/domain/pitches/start-pitch.server.ts'
import { Button } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice, Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Weights } from '#app/ui/pitch.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { PitchTasks } from './tasks.tsx'

const headingOf = (about: string) => `Your pitch for ${about}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.challenge.shortTitle) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const desk = await getPitchDesk(actor, param(params, 'slug'))
    const left = formatDaysLeft(desk.call.closesAt, clock.now())
    return { ...desk, left, hasFeedback: await isDecided(desk.challenge.id) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    const slug = param(params, 'slug')
    await startPitch(actor, slug)
    return redirect(`/challenges/${slug}/pitch`)
  })
}

export default function PitchDesk() {
  const desk = useLoaderData<typeof loader>()
  const { challenge, call, pitch, left } = desk
  return (
    <Page back={`/challenges/${challenge.slug}`} space="">
      <div className="with-side">
        <div className="stack-6">
          {pitch && pitch.state !== 'withdrawn' ? (
            <PitchTasks pitch={pitch} hasFeedback={desk.hasFeedback} />
          ) : (
            <Start {...desk} />
          )}
        </div>
        <aside className="stack-5" aria-label="Scoring">
          <Panel title="How it is scored">
            <Weights criteria={call.criteria} />
            <p className="small muted">
              Scored by councils that share the problem, each assessor alone first.
            </p>
          </Panel>
          <Panel title="Deadline">
            <p className="small">
              Closes at {formatDateTime(call.closesAt)}: {left}. From that moment nothing can
              change.
            </p>
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function Start({
  challenge,
  call,
  pitch,
  canPitch,
}: ReturnType<typeof useLoaderData<typeof loader>>) {
  const result = useActionData<FormResult>()
  return (
    <>
      <PageTitle
        title={headingOf(challenge.shortTitle)}
        lead={`Answer ${call.questions.length} questions and price your milestones by ${formatDateTime(call.closesAt)}.`}
      />
      {pitch?.state === 'withdrawn' && (
        <Notice tone="warn" title="You withdrew your pitch.">
          What you wrote is kept. Start again to change and send it before closing.
        </Notice>
      )}
      <ul>
        {call.questions.map(({ id, text, maximumWords }) => (
          <li key={id}>
            {text} <span className="muted">Up to {maximumWords} words</span>
          </li>
        ))}
        <li>
          Milestones that add up to your price, at {formatPounds(call.priceLimitPence)} or less
        </li>
      </ul>
      {!call.isOpen ? (
        <Notice>Pitching is closed.</Notice>
      ) : canPitch ? (
        <Form result={result}>
          <Button>{pitch ? 'Start your pitch again' : 'Start your pitch'}</Button>
        </Form>
      ) : (
        <Notice>Only suppliers can pitch. Act for a supplier, or sign in as one.</Notice>
      )}
    </>
  )
}
