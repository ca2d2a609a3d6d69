import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { PotForm } from '#app/domain/pots/proposal-form.ts'
import { requireMayProposePot } from '#app/domain/pots/proposed-pot.ts'
import { fieldsOfTerms } from '#app/domain/pots/rule-form.ts'
import type { Answers } from '#app/ui/band-fields.tsx'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea, TextField } from '#app/ui/field.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { RuleFields } from '#app/ui/rule-fields.tsx'
import { answersOf, WhyAndWhen, type Typed } from '#app/ui/rule-steps.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'
import { requireFreeName } from '#app/web/pot-form.server.ts'
import { addressOf, readAddress, readRuleChoices } from '#app/web/rule-form.server.ts'

const heading = 'Propose a pot'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireMayProposePot(actor)
    const key = newId()
    const answers: Typed = { operationKey: key, ...readAddress(request) }
    return { choices: await readRuleChoices(key), answers }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, PotForm, async ({ terms, inForceFromOn = '', ...input }) => {
    const { operationKey, name, slug, purpose, reason } = input
    await requireFreeName(actor, slug)
    const pot = { operationKey, name, slug, purpose, reason, inForceFromOn }
    return redirect(`/pots/proposed/check?${addressOf({ ...pot, ...fieldsOfTerms(terms) })}`)
  })
}

export default function NewPot() {
  const { choices, answers } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const known = answersOf(result, answers)
  return (
    <Page back="/pots/proposed">
      <Form result={result}>
        <div className="stack-2">
          <StepLine>Step 1 of 2</StepLine>
          <h1>{heading}</h1>
          <p className="measure">
            It is there once another fund manager of your organisation agrees. Only your
            organisation sees it until then. Money goes in later.
          </p>
        </div>
        <HiddenOperationKey value={known.of('operationKey').defaultValue} />
        <div className="stack-6 after-form">
          <Details answers={known} />
          <RuleFields answers={known} choices={choices} />
          <WhyAndWhen answers={known} label="Why this rule?" once="agreed to" />
          <Buttons>
            <Button>Continue</Button>
          </Buttons>
        </div>
      </Form>
    </Page>
  )
}

const Details = ({ answers }: { answers: Answers }) => (
  <section className="stack-5">
    <h2>The pot</h2>
    <TextField
      label="Name"
      hint="As councils will read it, like City Fund."
      {...answers.of('name')}
    />
    <TextField
      label="Short name for its address"
      hint="Small letters, numbers and hyphens, like city-fund. It never changes."
      {...answers.of('slug')}
    />
    <TextArea label="What is it for?" isProse rows={4} {...answers.of('purpose')} />
  </section>
)
