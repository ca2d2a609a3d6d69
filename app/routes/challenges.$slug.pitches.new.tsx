import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds, poundsForInput } from '#app/core/money.ts'
import { getCallToOpen } from '#app/domain/pitches/desk-queries.server.ts'
import { openPitchCall } from '#app/domain/pitches/open-pitch-call.server.ts'
import { CallInput, MOST_CRITERIA, MOST_QUESTIONS } from '#app/domain/pitches/pitch-call.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DateField, MoneyField, TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Ask suppliers for pitches'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getCallToOpen(actor, param(params, 'slug')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, CallInput, async (draft) => {
    const slug = param(params, 'slug')
    await openPitchCall(actor, slug, draft)
    return redirect(`/challenges/${slug}/evaluation`)
  })
}

export default function NewCall() {
  const { challenge, isAsked, money } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/challenges/${challenge.slug}`}>
      <PageTitle
        kicker={challenge.shortTitle}
        title={heading}
        lead="Every supplier answers the same call, so nothing in it can change once it is open."
      />
      {isAsked ? (
        <Empty
          level={2}
          title="This challenge has asked for pitches"
          action={
            <ButtonLink href={`/challenges/${challenge.slug}/evaluation`}>
              See the evaluation
            </ButtonLink>
          }
        />
      ) : money ? (
        <CallForm money={money} result={result} />
      ) : (
        <Notice tone="warn" title="Open a funding round first.">
          Suppliers need to know how much there is to spend.
        </Notice>
      )}
    </Page>
  )
}

type Money = { isFunded: boolean; mostPence: bigint }
type Result = FormResult | undefined

function CallForm({ money, result }: { money: Money; result: Result }) {
  const most = formatPounds(money.mostPence)
  return (
    <Form result={result}>
      <div className="stack-5">
        <h2>When and how much</h2>
        <Closing result={result} />
        <MoneyField
          name="priceLimit"
          label="Price limit"
          hint={`The most a pitch may cost. ${money.isFunded ? `${most} was raised` : `The round asks for ${most} at most`}.`}
          defaultValue={valueOf(result, 'priceLimit', poundsForInput(money.mostPence))}
          error={errorOf(result, 'priceLimit')}
        />
        <h2>What is scored</h2>
        <p>The weights must add up to exactly 100%. Leave rows you do not need empty.</p>
        {places(MOST_CRITERIA).map((place) => (
          <CriterionRow key={place} place={place} result={result} />
        ))}
        <h2>What is asked</h2>
        <p>At most five questions. The rest comes from the supplier’s profile.</p>
        {places(MOST_QUESTIONS).map((place) => (
          <QuestionRow key={place} place={place} result={result} />
        ))}
        <Button>Open for pitches</Button>
      </div>
    </Form>
  )
}

const places = (most: number) => Array.from({ length: most }, (_, place) => place + 1)

const Closing = ({ result }: { result: Result }) => (
  <>
    <DateField
      name="closesOn"
      label="Closing day"
      defaultValue={valueOf(result, 'closesOn')}
      error={errorOf(result, 'closesOn')}
    />
    <TextField
      name="closesAt"
      type="time"
      width="short"
      label="Closing time, in the UK"
      hint="A pitch that arrives at this moment or later is too late"
      defaultValue={valueOf(result, 'closesAt', '12:00')}
      error={errorOf(result, 'closesAt')}
    />
  </>
)

type RowProps = { place: number; result: Result }

function CriterionRow({ place, result }: RowProps) {
  const row = `criterion${place}`
  return (
    <div role="group" className="panel stack" aria-labelledby={`${row}-title`}>
      <h3 id={`${row}-title`}>Criterion {place}</h3>
      <TextField
        name={`${row}Name`}
        label="What is scored"
        defaultValue={valueOf(result, `${row}Name`)}
        error={errorOf(result, `${row}Name`)}
      />
      <TextField
        name={`${row}Weight`}
        label="Weight in percent"
        width="short"
        inputMode="decimal"
        defaultValue={valueOf(result, `${row}Weight`)}
        error={errorOf(result, `${row}Weight`)}
      />
      <TextField
        name={`${row}Guidance`}
        label="What a good answer shows"
        isOptional
        defaultValue={valueOf(result, `${row}Guidance`)}
        error={errorOf(result, `${row}Guidance`)}
      />
    </div>
  )
}

function QuestionRow({ place, result }: RowProps) {
  const row = `question${place}`
  return (
    <div role="group" className="panel stack" aria-labelledby={`${row}-title`}>
      <h3 id={`${row}-title`}>Question {place}</h3>
      <TextField
        name={`${row}Text`}
        label="Question"
        defaultValue={valueOf(result, `${row}Text`)}
        error={errorOf(result, `${row}Text`)}
      />
      <TextArea
        name={`${row}Guidance`}
        label="What to say"
        isOptional
        rows={2}
        defaultValue={valueOf(result, `${row}Guidance`)}
        error={errorOf(result, `${row}Guidance`)}
      />
      <TextField
        name={`${row}Words`}
        label="Most words"
        width="short"
        inputMode="numeric"
        defaultValue={valueOf(result, `${row}Words`, '500')}
        error={errorOf(result, `${row}Words`)}
      />
    </div>
  )
}
