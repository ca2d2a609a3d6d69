import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { layOut, readTemplate } from '#app/domain/market-days/day-template.ts'
import { minutesOf, requireOperator } from '#app/domain/market-days/market-day.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { RunningOrder } from '#app/ui/running-order.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

const heading = 'Lay out a market day'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: pageTitle(heading, page?.result) },
]

/** The template lives in the address: a preview can be reloaded, sent on and gone back to. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireOperator(actor)
    const { search, searchParams } = new URL(request.url)
    const { values, template, fields } = readTemplate(searchParams, clock.now())
    const result: FormResult | undefined = fields && { error: 'Check your answers', fields, values }
    const slots = template && layOut(template)
    return data({ values, slots, result, search }, result ? 422 : 200)
  })
}

export default function LayOutDay() {
  const { slots, search } = useLoaderData<typeof loader>()
  return (
    <Page back="/market-days">
      <div className="with-side">
        <div>
          <Template />
        </div>
        {slots && <Preview slots={slots} details={`/market-days/new/details${search}`} />}
      </div>
    </Page>
  )
}

const numbers = [
  { name: 'welcomeMinutes', label: 'Welcome, in minutes', hint: '0 leaves it out' },
  { name: 'problemMinutes', label: 'The problem, in minutes', hint: '0 leaves it out' },
  { name: 'demoCount', label: 'Number of demos' },
  { name: 'slotMinutes', label: 'Each demo, in minutes' },
  { name: 'gapMinutes', label: 'Gap between demos, in minutes' },
  { name: 'demosBeforeBreak', label: 'Demos before a break', hint: '0 for no breaks' },
  { name: 'breakMinutes', label: 'Each break, in minutes' },
  { name: 'questionsMinutes', label: 'Questions at the end, in minutes', hint: '0 leaves it out' },
] as const

function Template() {
  const { values, result } = useLoaderData<typeof loader>()
  const field = (name: keyof typeof values) => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, values[name]),
  })
  return (
    <Form result={result} method="get">
      <StepLine>Step 1 of 2</StepLine>
      <PageTitle title={heading} />
      <DateField label="Date" {...field('day')} />
      <TextField label="Starts, UK time" type="time" width="short" {...field('starts')} />
      {numbers.map(({ name, ...words }) => (
        <TextField key={name} width="short" inputMode="numeric" {...words} {...field(name)} />
      ))}
      <Buttons>
        <Button>Preview the running order</Button>
      </Buttons>
    </Form>
  )
}

type PreviewProps = {
  slots: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['slots']>
  details: string
}

function Preview({ slots, details }: PreviewProps) {
  const [first, last] = [slots[0], slots.at(-1)]
  if (!first || !last) return null
  return (
    <Section id="preview" title="Preview">
      <p className="small">
        {formatDate(first.startsAt)}, {formatTimeRange(first.startsAt, last.endsAt)}
      </p>
      <RunningOrder
        items={slots.map((slot) => ({
          id: slot.startsAt.toISOString(),
          startsAt: slot.startsAt,
          minutes: minutesOf(slot),
          title: slot.title ?? 'Demo slot',
          kind: slot.kind === 'demo' ? 'free' : 'pause',
        }))}
      />
      <div className="stack order__note">
        <p className="small muted">Nothing is saved yet.</p>
        <ButtonLink href={details} isWide>
          Use this running order
        </ButtonLink>
      </div>
    </Section>
  )
}
