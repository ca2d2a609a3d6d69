import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { RoundInput } from '#app/domain/pledges/round.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { DateField, MoneyField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openRoundForm, roundQuery } from '#app/web/round-form.server.ts'

const heading = 'Open pledging'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const form = await openRoundForm(actor, param(params, 'slug'))
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const answers: Partial<Record<string, string>> = { operationKey: newId(), ...asked }
    return { ...form, answers }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, RoundInput, async (input) => {
    const { refusal } = await openRoundForm(actor, slug)
    return redirect(`/challenges/${slug}/round/${refusal ? 'new' : 'check'}?${roundQuery(input)}`)
  })
}

export default function NewRound() {
  const { challenge, refusal } = useLoaderData<typeof loader>()
  const back = `/challenges/${challenge.slug}`
  if (refusal)
    return (
      <Page back={back}>
        <PageTitle title={heading} lead={`To “${challenge.title}”.`} />
        <Notice tone="warn" title="Pledging cannot open yet.">
          {refusal}
        </Notice>
        <p>
          <a href={`${back}/councils`}>See who has this problem</a>
        </p>
      </Page>
    )
  return (
    <Page back={back}>
      <RoundForm />
    </Page>
  )
}

function RoundForm() {
  const { challenge, answers } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const answer = (name: string, usual = '') => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, answers[name] ?? usual),
  })
  return (
    <div>
      <Form result={result}>
        <div className="stack-2">
          <StepLine>“{challenge.title}”. Step 1 of 2</StepLine>
          <h1>{heading}</h1>
          <p className="measure">
            It is all or nothing: if the target is not met by closing time, every pledge lapses and
            nobody pays.
          </p>
        </div>
        <HiddenOperationKey value={valueOf(result, 'operationKey', answers.operationKey)} />
        <MoneyField
          label="Target"
          hint="What the solution costs for everybody, with match counted in."
          {...answer('target')}
        />
        <MoneyField
          label="Stretch target"
          isOptional
          hint="What more you would do with more money."
          {...answer('stretch')}
        />
        <TextField
          label="Smallest number of councils"
          hint="The round succeeds only if at least this many pledge."
          width="short"
          inputMode="numeric"
          {...answer('minimumCouncils', '10')}
        />
        <MoneyField label="Smallest pledge" {...answer('smallestPledge', '1,000')} />
        <DateField
          label="Closing day"
          hint="Pledging closes at 5pm London time on this day."
          {...answer('closesOn')}
        />
        <Checkbox
          name="isDataKeptInUk"
          label="We promise that the data stays in the UK"
          hint="Some councils pledge only on this condition."
          isChecked={valueOf(result, 'isDataKeptInUk', answers.isDataKeptInUk) === 'yes'}
        />
        <Buttons>
          <Button>Continue</Button>
        </Buttons>
      </Form>
    </div>
  )
}
