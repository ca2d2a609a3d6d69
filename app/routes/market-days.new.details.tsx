import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { addDays, formatDate } from '#app/core/time.ts'
import { createMarketDay } from '#app/domain/market-days/create-market-day.server.ts'
import { DayDetailsInput } from '#app/domain/market-days/day-details.ts'
import { readTemplate, requireTemplate } from '#app/domain/market-days/day-template.ts'
import { requireOperator } from '#app/domain/market-days/market-day.ts'
import { listChallengesToShow } from '#app/domain/market-days/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes } from '#app/ui/choices.tsx'
import { DateField, TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'What the day is about'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireOperator(actor)
    const { search, searchParams } = new URL(request.url)
    const { template } = readTemplate(searchParams, clock.now())
    if (!template) throw redirect(`/market-days/new${search}`)
    return { search, day: template.day, challenges: await listChallengesToShow() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DayDetailsInput, async (details) => {
    const template = requireTemplate(new URL(request.url).searchParams, clock.now())
    const { slug } = await createMarketDay(actor, template, details)
    return redirect(`/market-days/${slug}/running-order`)
  })
}

export default function Details() {
  const { search, day, challenges } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/market-days/new${search}`}>
      <Form result={result}>
        <StepLine>Step 2 of 2. {formatDate(day)}</StepLine>
        <PageTitle title={heading} />
        <TextField
          label="Title"
          hint="Such as “Children and family services”"
          {...fieldOf(result, 'title')}
        />
        <TextArea
          label="Summary"
          rows={3}
          limit="At most 400 characters"
          {...fieldOf(result, 'summary')}
        />
        <Checkboxes
          name="challengeIds"
          label="Challenges on the day"
          hint="Firms say which of these their demo is about"
          error={errorOf(result, 'challengeIds')}
          defaultValues={valuesOf(result, 'challengeIds')}
          choices={challenges.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Practical day={day} result={result} />
        <Buttons>
          <Button>Save as draft</Button>
        </Buttons>
      </Form>
    </Page>
  )
}

const fieldOf = (result: FormResult | undefined, name: string, fallback = '') => ({
  name,
  error: errorOf(result, name),
  defaultValue: valueOf(result, name, fallback),
})

const Practical = ({ day, result }: { day: string; result: FormResult | undefined }) => (
  <>
    <DateField
      label="Booking closes on"
      hint="Until then firms book, move and cancel by themselves"
      {...fieldOf(result, 'bookingClosesOn', addDays(day, -2))}
    />
    <TextField
      label="Booking closes at, UK time"
      type="time"
      width="short"
      {...fieldOf(result, 'bookingClosesTime', '17:00')}
    />
    <TextField
      label="Join link"
      type="url"
      isOptional
      hint="Only people who registered, and firms that show, see it"
      {...fieldOf(result, 'joinUrl')}
    />
    <TextField
      label="Phone number to dial in"
      type="tel"
      width="mid"
      isOptional
      {...fieldOf(result, 'phoneNumber')}
    />
    <TextArea
      label="Access needs"
      rows={3}
      isOptional
      hint="What is there on the day, such as captions and British Sign Language"
      {...fieldOf(result, 'accessNotes')}
    />
  </>
)
