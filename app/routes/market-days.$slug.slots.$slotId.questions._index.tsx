import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { formatDate, formatShortDate, formatTimeRange } from '#app/core/time.ts'
import { askInWriting } from '#app/domain/market-days/ask-in-writing.server.ts'
import { canShowInterest } from '#app/domain/market-days/market-day.ts'
import {
  getSlotPage,
  hasShownInterest,
  type SlotQuestionView,
} from '#app/domain/market-days/slot-queries.server.ts'
import { canAnswer, SlotQuestionInput } from '#app/domain/market-days/slot-question.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { QuestionAndAnswer } from '#app/ui/lists.tsx'
import { Empty, Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { allowAnyone, requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const slotId = idParam(params, 'slotId')
    const { day, slot, questions } = await getSlotPage(param(params, 'slug'), slotId)
    const interest = {
      isShown: await hasShownInterest(actor, slot.booking?.id),
      canShow: canShowInterest(actor) && slot.booking !== undefined && slot.startsAt <= clock.now(),
    }
    const answerable = questions.filter(({ firm, answer }) => !answer && canAnswer(actor, firm))
    const isSignedIn = actor !== undefined
    const answerableIds = answerable.map(({ id }) => id)
    return { day, slot, questions, interest, answerableIds, isSignedIn, operationKey: newId() }
  })
}

type SlotPage = ReturnType<typeof useLoaderData<typeof loader>>

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const [slug, slotId] = [param(params, 'slug'), idParam(params, 'slotId')]
  return submit(request, SlotQuestionInput, async (input) => {
    await askInWriting(actor, { slug, slotId }, input)
    return redirect(`/market-days/${slug}/slots/${slotId}/questions`)
  })
}

const headingOf = (slot: {
  booking?: { supplierName: string } | undefined
  title: string | null
}) => `Questions: ${slot.booking?.supplierName ?? slot.title ?? 'free slot'}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.slot) : 'Questions') },
]

export default function Questions() {
  const page = useLoaderData<typeof loader>()
  const { day, slot } = page
  const back = `/market-days/${day.slug}`
  const result = useActionData<FormResult>()
  return (
    <Page back={back}>
      {result && <ErrorSummary result={result} />}
      <PageTitle
        kicker={`${day.title}, ${formatDate(slot.startsAt)}, ${formatTimeRange(slot.startsAt, slot.endsAt)}`}
        title={headingOf(slot)}
        {...(slot.booking && { lead: slot.booking.title })}
      />
      <div className="with-side">
        <div className="stack-6">
          <Asked page={page} />
          {!day.isCancelled && <Ask page={page} />}
        </div>
        <aside className="stack-5" aria-label="About this slot">
          <Interest page={page} />
          <Panel title="Open to everybody">
            <p className="small">
              Questions and answers are public at the same moment for every firm and council. Firms
              that ask are not named.
            </p>
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

function Asked({ page: { day, slot, questions, answerableIds } }: { page: SlotPage }) {
  if (questions.length === 0)
    return (
      <Section id="asked" title="Asked so far">
        <Empty title="Nobody has asked yet">The first question could be yours.</Empty>
      </Section>
    )
  return (
    <Section id="asked" title="Asked so far">
      <div className="qa">
        {questions.map((question) => (
          <QuestionAndAnswer
            key={question.id}
            question={question.text}
            answer={answerOf(question, answerableIds, `/market-days/${day.slug}/slots/${slot.id}`)}
            source={sourceOf(question)}
            isOpen
          />
        ))}
      </div>
    </Section>
  )
}

function answerOf({ id, answer }: SlotQuestionView, answerableIds: string[], root: string) {
  if (answer) return <p>{answer}</p>
  if (!answerableIds.includes(id)) return undefined
  return (
    <p>
      <a href={`${root}/questions/${id}/answer`}>Answer this question</a>
    </p>
  )
}

function sourceOf({ askedBy, askedAt, answeredAt, firm }: SlotQuestionView) {
  const asked = `Asked by ${askedBy}, ${formatShortDate(askedAt)}.`
  return answeredAt
    ? `${asked} Answered by ${firm?.name ?? 'Solve Once'}, ${formatShortDate(answeredAt)}.`
    : asked
}

function Ask({ page: { day, slot, isSignedIn, operationKey } }: { page: SlotPage }) {
  const result = useActionData<FormResult>()
  if (!isSignedIn)
    return (
      <p>
        <a href={`/sign-in?next=/market-days/${day.slug}/slots/${slot.id}/questions`}>Sign in</a> to
        ask a question in writing.
      </p>
    )
  return (
    <Section id="ask" title="Ask in writing">
      <Form>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <TextArea
          name="text"
          label="Your question"
          hint="Everybody can read it, and the answer. Leave out names and personal details."
          rows={4}
          limit="At most 1,000 characters"
          error={errorOf(result, 'text')}
          defaultValue={valueOf(result, 'text')}
        />
        <Buttons>
          <Button>Ask this question</Button>
        </Buttons>
      </Form>
    </Section>
  )
}

function Interest({ page: { day, slot, interest } }: { page: SlotPage }) {
  if (interest.isShown)
    return (
      <Panel title="Your council is interested" tone="civic">
        <p>We introduced you and {slot.booking?.supplierName} to each other by email.</p>
      </Panel>
    )
  if (!interest.canShow || day.isCancelled) return null
  return (
    <Panel title="Worth another look?" tone="civic">
      <p>Say so, and we introduce your council and the firm by email.</p>
      <ButtonLink href={`/market-days/${day.slug}/slots/${slot.id}/interest`} isWide>
        We are interested
      </ButtonLink>
    </Panel>
  )
}
