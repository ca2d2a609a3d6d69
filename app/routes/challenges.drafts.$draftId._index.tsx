import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { getDraft } from '#app/domain/challenges/draft-queries.server.ts'
import { draftSteps, missingSteps, PublishInput, stepLabel } from '#app/domain/challenges/draft.ts'
import { publishChallenge } from '#app/domain/challenges/publish-challenge.server.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'
import { savedAnswers } from './challenges.drafts.$draftId.$step/saved-answers.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const draft = await getDraft(actor, idParam(params, 'draftId'))
    if (draft.slug) throw redirect(`/challenges/${draft.slug}/published`)
    return { draft, councilName: actor.organisationName }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, PublishInput, async ({ seenAt }) => {
    const { slug } = await publishChallenge(actor, idParam(params, 'draftId'), seenAt)
    return redirect(`/challenges/${slug}/published`)
  })
}

const title = 'Check your answers'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export default function CheckAnswers() {
  const { draft } = useLoaderData<typeof loader>()
  const [lastChange] = draft.changes
  const path = `/challenges/drafts/${draft.id}`
  return (
    <Page back="/challenges/drafts">
      <PageTitle title={title} kicker={draft.title} />
      {lastChange && (
        <p className="small muted">
          Last changed by {lastChange.changedBy.name}, {formatDateTime(lastChange.changedAt)}
        </p>
      )}
      {draftSteps.map((step) => (
        <Section key={step} id={step} title={stepLabel[step]}>
          <SummaryList
            rows={savedAnswers(draft, step).map(({ label, saved, shown = saved }) => ({
              name: label,
              value: shown && <Prose text={shown} />,
              change: `${path}/${step}?check=yes`,
            }))}
          />
        </Section>
      ))}
      <Publish />
      <p>
        <a href={`${path}/deletion`}>Delete this draft</a>
      </p>
    </Page>
  )
}

function Publish() {
  const { draft, councilName } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const missing = missingSteps(draft)
  const [next] = missing
  return (
    <Section id="publish" title="Publish this challenge">
      <div className="stack measure">
        {next ? (
          <>
            <p>These questions need an answer first:</p>
            <ul className="stack-2">
              {missing.map((step) => (
                <li key={step}>
                  <a href={`/challenges/drafts/${draft.id}/${step}`}>{stepLabel[step]}</a>
                </li>
              ))}
            </ul>
            <Buttons>
              <ButtonLink href={`/challenges/drafts/${draft.id}/${next}`}>
                Go on with this draft
              </ButtonLink>
            </Buttons>
          </>
        ) : (
          <>
            <p>
              Everybody will be able to read it, with the name of {councilName} as lead council. It
              cannot be deleted afterwards; you can still change its description, in public.
            </p>
            <Form result={result}>
              <input type="hidden" name="seenAt" value={draft.changedAt.toISOString()} />
              <Buttons>
                <Button>Publish this challenge</Button>
              </Buttons>
            </Form>
          </>
        )}
      </div>
    </Section>
  )
}
