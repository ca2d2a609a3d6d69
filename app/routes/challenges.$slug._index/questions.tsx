import { countOf } from '#app/core/number.ts'
import { formatDay } from '#app/core/time.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { QuestionAndAnswer } from '#app/ui/lists.tsx'
import { Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'

export function Questions({ challenge, questions }: ChallengePage) {
  const path = `/challenges/${challenge.slug}/questions`
  const { answered, waiting } = questions
  return (
    <Section
      id="questions"
      className="qa"
      title="Questions and answers"
      aside={<a href={`${path}/new`}>Ask a question</a>}
    >
      <p className="small muted qa__note">
        Anyone signed in can ask. Names of suppliers stay hidden. Every answer is public, so all
        suppliers see the same thing.
      </p>
      {answered === 0 && <p>No question has been answered yet.</p>}
      {questions.questions.map((question, place) => (
        <PublicQuestion
          key={question.id}
          question={question}
          leadCouncil={challenge.leadCouncil.name}
          isOpen={place === 0}
        />
      ))}
      {(answered > questions.questions.length || waiting > 0) && (
        <p className="qa__more">
          {answered > questions.questions.length && (
            <a href={path}>See all {countOf(answered, 'question')}</a>
          )}
          {answered > questions.questions.length && waiting > 0 && ', '}
          {waiting > 0 && `${waiting} waiting for an answer`}
        </p>
      )}
    </Section>
  )
}

type PublicQuestionProps = {
  question: ChallengePage['questions']['questions'][number]
  leadCouncil: string
  isOpen?: boolean
}

export const PublicQuestion = ({ question, leadCouncil, isOpen }: PublicQuestionProps) => (
  <QuestionAndAnswer
    question={question.text}
    answer={<Prose text={question.answer.text} />}
    source={`Asked by ${inSentence(question.askedBy)}. Answered by ${leadCouncil}, ${formatDay(question.answer.answeredAt)}`}
    {...(isOpen && { isOpen })}
  />
)

const inSentence = (name: string) => (name === 'A supplier' ? 'a supplier' : name)
