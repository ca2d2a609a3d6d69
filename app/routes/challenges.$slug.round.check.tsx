import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { openRound } from '#app/domain/pledges/open-round.server.ts'
import { closingInstant, formatClosing, RoundInput } from '#app/domain/pledges/round.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openRoundForm, roundQuery } from '#app/web/round-form.server.ts'

const heading = 'Check the round before you open it'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { challenge, refusal } = await openRoundForm(actor, param(params, 'slug'))
    const form = `/challenges/${challenge.slug}/round/new`
    const typed = new URL(request.url).searchParams
    const parsed = RoundInput.safeParse(Object.fromEntries(typed))
    if (!parsed.success || refusal) throw redirect(`${form}?${typed}`)
    const sent = roundQuery(parsed.data)
    return {
      challenge,
      input: parsed.data,
      sent: Object.fromEntries(sent),
      form: `${form}?${sent}`,
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, RoundInput, async (input) => {
    const { challenge } = await openRoundForm(actor, slug)
    await openRound(actor, challenge.id, input)
    return redirect(`/challenges/${slug}/round?done`)
  })
}

export default function CheckRound() {
  const { challenge, input, sent, form } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const closesAt = closingInstant(input.closesOn)
  return (
    <Page back={form}>
      <div>
        <StepLine>“{challenge.title}”. Step 2 of 2</StepLine>
        <h1>{heading}</h1>
      </div>
      <SummaryList
        rows={[
          { name: 'Target', value: formatPounds(input.target), change: `${form}#target` },
          {
            name: 'Stretch target',
            value: input.stretch === undefined ? 'None' : formatPounds(input.stretch),
            change: `${form}#stretch`,
          },
          {
            name: 'Smallest number of councils',
            value: String(input.minimumCouncils),
            change: `${form}#minimumCouncils`,
          },
          {
            name: 'Smallest pledge',
            value: formatPounds(input.smallestPledge),
            change: `${form}#smallestPledge`,
          },
          {
            name: 'Pledging closes',
            value: `At ${formatClosing({ closesAt })}`,
            change: `${form}#closesOn`,
          },
          {
            name: 'The data stays in the UK',
            value: input.isDataKeptInUk ? 'We promise this' : 'Not promised',
            change: `${form}#isDataKeptInUk`,
          },
        ]}
      />
      <Form result={result}>
        {Object.entries(sent).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="measure">
          The terms are public. Once pledging is open you cannot change them, except for a later
          closing day, which may come with a higher stretch target. Every council that shares the
          problem can pledge from now.
        </p>
        <Buttons>
          <Button>Open pledging to {formatPounds(input.target)}</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
