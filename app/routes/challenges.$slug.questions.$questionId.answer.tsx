import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { answerQuestion } from '#app/domain/challenges/answer-question.server.ts'
import { getQuestion } from '#app/domain/challenges/queries.server.ts'
import { AnswerInput } from '#app/domain/challenges/question.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ question: await getQuestion(actor, idParam(params, 'questionId')) }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, AnswerInput, async (input) => {
    const { slug } = await answerQuestion(actor, idParam(params, 'questionId'), input)
    return redirect(`/challenges/${slug}?answered#questions`)
  })
}

export const meta: MetaFunction = () => [{ title: pageTitle('Answer a question') }]

export default function Answer() {
  const { question } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back={`/challenges/${question.challenge.slug}/questions`}>
      <PageTitle title="Answer a question" kicker={question.challenge.shortTitle} />
      <blockquote className="measure">
        <Prose text={question.text} />
      </blockquote>
      {question.answer && <Answered {...question.answer} />}
      {(!question.answer || result) && <AnswerForm />}
    </Page>
  )
}

const Answered = ({ text, answeredAt }: { text: string; answeredAt: Date }) => (
  <Notice title={`This question was answered on ${formatDate(answeredAt)}, for everybody.`}>
    <Prose text={text} />
  </Notice>
)

function AnswerForm() {
  const result = useActionData<typeof action>()
  return (
    <Form result={result}>
      <TextArea
        name="text"
        label="Your answer"
        isProse
        hint="Published at once, with the question, to everybody at the same moment. It cannot be changed afterwards."
        limit="At most 4,000 characters"
        defaultValue={valueOf(result, 'text')}
        error={errorOf(result, 'text')}
      />
      <Buttons>
        <Button>Publish this answer</Button>
      </Buttons>
    </Form>
  )
}
