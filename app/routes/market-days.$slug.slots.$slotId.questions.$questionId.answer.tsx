import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refusal } from '#app/core/refusal.ts'
import { answerSlotQuestion } from '#app/domain/market-days/answer-slot-question.server.ts'
import { getSlotPage } from '#app/domain/market-days/slot-queries.server.ts'
import { canAnswer, SlotAnswerInput } from '#app/domain/market-days/slot-question.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Answer a question'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const [slug, slotId] = [param(params, 'slug'), idParam(params, 'slotId')]
    const { questions } = await getSlotPage(slug, slotId)
    const question = questions.find(({ id }) => id === idParam(params, 'questionId'))
    if (!question || !canAnswer(actor, question.firm))
      throw new Refusal('not-found', 'Page not found')
    const back = `/market-days/${slug}/slots/${slotId}/questions`
    return { text: question.text, answer: question.answer, back }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const back = `/market-days/${param(params, 'slug')}/slots/${idParam(params, 'slotId')}/questions`
  return submit(request, SlotAnswerInput, async ({ answer }) => {
    await answerSlotQuestion(actor, idParam(params, 'questionId'), answer)
    return redirect(back)
  })
}

export default function AnswerQuestion() {
  const { text, answer, back } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={back}>
      <Form result={result}>
        <StepLine>“{text}”</StepLine>
        <TextArea
          name="answer"
          label={heading}
          isHeading
          hint="Everybody can read it at once. It cannot be changed afterwards."
          limit="At most 2,000 characters"
          error={errorOf(result, 'answer')}
          defaultValue={valueOf(result, 'answer', answer ?? '')}
        />
        <Buttons>
          <Button>Publish this answer</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
