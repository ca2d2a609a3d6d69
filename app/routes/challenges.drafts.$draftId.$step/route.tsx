import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { getDraftStep } from '#app/domain/challenges/draft-queries.server.ts'
import {
  draftSteps,
  stepAfterSaving,
  stepBefore,
  StepInput,
  stepNumber,
  stepQuestion,
} from '#app/domain/challenges/draft.ts'
import { saveDraftStep } from '#app/domain/challenges/save-draft-step.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { SavedNow } from '#app/ui/saved-now.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'
import { savedAnswers } from './saved-answers.ts'
import { stepFields } from './step-fields.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const isCheck = new URL(request.url).searchParams.has('check')
    const draftId = idParam(params, 'draftId')
    return { isCheck, ...(await getDraftStep(actor, draftId, param(params, 'step'))) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const draftId = idParam(params, 'draftId')
  const isCheck = new URL(request.url).searchParams.has('check')
  return submit(request, StepInput, async (input) => {
    await saveDraftStep(actor, draftId, input)
    return redirect(`/challenges/drafts/${draftId}${stepAfterSaving(input.step, isCheck)}`)
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? stepQuestion[data.step] : 'Page not found') },
]

export default function Step() {
  const { draft, step, isCheck, areas, serviceNames } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const path = `/challenges/drafts/${draft.id}`
  const before = stepBefore(step)
  const answers = savedAnswers(draft, step)
  const saved = (name: string) => answers.find((answer) => answer.name === name)?.saved ?? ''
  const Fields = stepFields[step]
  return (
    <Page back={isCheck || !before ? path : `${path}/${before}`}>
      <Form key={step} result={result}>
        <StepLine>
          Question {stepNumber(step)} of {draftSteps.length}: {draft.shortTitle ?? draft.title}
        </StepLine>
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="seenAt" value={draft.changedAt.toISOString()} />
        <SavedNow result={result} seenAt={draft.changedAt.toISOString()} rows={answers} />
        <Fields
          result={result}
          draftId={draft.id}
          saved={saved}
          areas={areas}
          serviceNames={serviceNames}
        />
        <Buttons>
          <Button>{isCheck ? 'Save and check answers' : 'Save and continue'}</Button>
          <a href={path}>See all answers</a>
        </Buttons>
      </Form>
    </Page>
  )
}
