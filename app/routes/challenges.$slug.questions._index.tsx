import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import {
  getPublicChallenge,
  listPublicQuestions,
  listWaitingQuestions,
} from '#app/domain/challenges/queries.server.ts'
import { formatDay } from '#app/core/time.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { TaskList } from '#app/ui/lists.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { PublicQuestion } from './challenges.$slug._index/questions.tsx'

const MOST = 200

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const challenge = await getPublicChallenge(param(params, 'slug'))
    const [questions, waiting] = await Promise.all([
      listPublicQuestions(challenge.id, MOST),
      actor ? listWaitingQuestions(actor, challenge) : [],
    ])
    return { challenge, questions, waiting }
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Questions about ${data?.challenge.shortTitle ?? 'a challenge'}`) },
]

export default function Questions() {
  const { challenge, questions } = useLoaderData<typeof loader>()
  const path = `/challenges/${challenge.slug}`
  return (
    <Page
      crumbs={[
        { href: '/challenges', name: 'Challenges' },
        { href: path, name: challenge.shortTitle },
      ]}
      crumbTitle="Questions"
    >
      <PageTitle
        title={`Questions about ${challenge.shortTitle}`}
        lead="Anyone signed in can ask. Names of suppliers stay hidden, and every answer is public to all at the same moment."
      />
      <Waiting />
      <Section id="answered" title="Answered" className="qa">
        {questions.questions.length === 0 && (
          <Empty title="No question has been answered yet">
            Questions appear here together with their answers.
          </Empty>
        )}
        {questions.questions.map((question) => (
          <PublicQuestion
            key={question.id}
            question={question}
            leadCouncil={challenge.leadCouncil.name}
          />
        ))}
      </Section>
      {questions.waiting > 0 && <p>{questions.waiting} waiting for an answer.</p>}
      <Buttons>
        <ButtonLink href={`${path}/questions/new`}>Ask a question</ButtonLink>
      </Buttons>
    </Page>
  )
}

/** Only the lead council's officers see what waits. */
function Waiting() {
  const { challenge, waiting } = useLoaderData<typeof loader>()
  if (waiting.length === 0) return null
  return (
    <Section id="waiting" title="Waiting for your answer">
      <TaskList
        tasks={waiting.map(({ id, text, askedBy, askedAt }) => ({
          href: `/challenges/${challenge.slug}/questions/${id}/answer`,
          title: text,
          detail: `Asked by ${askedBy === 'A supplier' ? 'a supplier' : askedBy} on ${formatDay(askedAt)}`,
          status: 'Answer this',
          tone: 'warn',
        }))}
      />
    </Section>
  )
}
