import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { PotForm } from '#app/domain/pots/proposal-form.ts'
import { proposePot } from '#app/domain/pots/propose-pot.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import { HiddenAnswers } from '#app/ui/rule-steps.tsx'
import { RuleInWords } from '#app/ui/rule.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { checkPot } from '#app/web/pot-form.server.ts'
import { readAddress } from '#app/web/rule-form.server.ts'

const heading = 'Check the pot before you propose it'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { search } = new URL(request.url)
    const typed = readAddress(request)
    const checked = await checkPot(actor, typed)
    if (!checked) throw redirect(`/pots/new${search}`)
    return { ...checked, typed, search }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, PotForm, async (input) => {
    const { id } = await proposePot(actor, input)
    return redirect(`/pots/proposed/${id}?done=proposed`)
  })
}

export default function CheckPot() {
  const { typed, search, name, slug, purpose, words, reason, inForceFromOn } =
    useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const form = `/pots/new${search}`
  return (
    <Page back={form}>
      <div>
        <StepLine>Step 2 of 2</StepLine>
        <h1>{heading}</h1>
      </div>
      <SummaryList
        rows={[
          { name: 'Name', value: name, change: `${form}#name` },
          { name: 'Its address', value: `/pots/${slug}`, change: `${form}#slug` },
          {
            name: 'What it is for',
            value: <Prose text={purpose} />,
            change: `${form}#purpose`,
          },
          { name: 'Why this rule', value: reason, change: `${form}#reason` },
          {
            name: 'In force from',
            value: inForceFromOn ? formatDate(inForceFromOn) : 'The moment it is agreed to',
            change: `${form}#inForceFromOn`,
          },
        ]}
      />
      <RuleInWords words={words} />
      <Form result={result}>
        <HiddenAnswers typed={typed} />
        <p className="measure">
          Another fund manager of your organisation reads it and agrees, or turns it down. It is
          asked after the pots that are there.
        </p>
        <Buttons>
          <Button>Propose this pot</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
