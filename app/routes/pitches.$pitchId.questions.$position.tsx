import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState, type FormEvent } from 'react'
import { Refusal } from '#app/core/refusal.ts'
import { AnswerInput, wordsLeft } from '#app/domain/pitches/pitch.ts'
import { getOpenPitch } from '#app/domain/pitches/queries.server.ts'
import { saveAnswer } from '#app/domain/pitches/save-answer.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.question.text ?? 'Page not found') },
]

/** Questions are numbered from 1; anything else finds none. */
const placeOf = (text: string | undefined) => (/^[1-5]$/.test(text ?? '') ? Number(text) : 0)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pitch = await getOpenPitch(actor, idParam(params, 'pitchId'))
    const question = pitch.questions.find(({ position }) => position === placeOf(params.position))
    if (!question) throw new Refusal('not-found', 'Page not found')
    return { challenge: pitch.challenge, question, count: pitch.questions.length }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, AnswerInput, async (input) => {
    const pitchId = idParam(params, 'pitchId')
    const position = placeOf(params.position)
    const saved = await saveAnswer(actor, { pitchId, position }, input)
    if (input.intent === 'later') return redirect(`/challenges/${saved.challengeSlug}/pitch`)
    const next = saved.isLast ? 'milestones' : `questions/${position + 1}`
    return redirect(`/pitches/${pitchId}/${next}`)
  })
}

export default function Question() {
  const { challenge, question, count } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const kept = valueOf(result, 'text', question.answer)
  const [text, setText] = useState(kept)
  const typed = (event: FormEvent<HTMLDivElement>) =>
    event.target instanceof HTMLTextAreaElement && setText(event.target.value)
  return (
    <Page back={`/challenges/${challenge.slug}/pitch`} space="">
      {result && <ErrorSummary result={result} />}
      <StepLine>
        Your solution, question {question.position} of {count}
      </StepLine>
      <Form key={question.id}>
        <div className="field" onInput={typed}>
          <TextArea
            isProse
            name="text"
            label={question.text}
            isHeading
            hint={`${question.guidance ?? ''} Up to ${question.maximumWords} words.`.trim()}
            rows={11}
            defaultValue={kept}
            error={errorOf(result, 'text')}
            limit={wordsLeft(text, question.maximumWords)}
          />
        </div>
        <Buttons>
          <Button name="intent" value="continue">
            Save and continue
          </Button>
          <Button look="second" name="intent" value="later">
            Save and come back later
          </Button>
        </Buttons>
      </Form>
    </Page>
  )
}
