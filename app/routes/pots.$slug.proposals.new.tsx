import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { ProposalForm } from '#app/domain/pots/proposal-form.ts'
import { fieldsOfTerms } from '#app/domain/pots/rule-form.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { RuleFields } from '#app/ui/rule-fields.tsx'
import { answersOf, WhyAndWhen, type Typed } from '#app/ui/rule-steps.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { addressOf, openRuleForm, readAddress, readRuleChoices } from '#app/web/rule-form.server.ts'

const heading = 'Propose a change to the rule'

export const meta: MetaFunction<typeof loader> = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { pot } = await openRuleForm(actor, param(params, 'slug'))
    const inForce: Typed = pot.rule ? fieldsOfTerms(pot.rule.terms) : {}
    const asked = readAddress(request)
    const typed: Typed = 'way' in asked ? asked : inForce
    const answers: Typed = { operationKey: newId(), ...typed }
    return {
      pot: { slug: pot.slug, name: pot.name },
      choices: await readRuleChoices(pot.id),
      answers,
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, ProposalForm, async ({ terms, inForceFromOn = '', ...input }) => {
    await openRuleForm(actor, slug)
    const { operationKey, reason } = input
    const fields = { operationKey, reason, inForceFromOn, ...fieldsOfTerms(terms) }
    return redirect(`/pots/${slug}/proposals/check?${addressOf(fields)}`)
  })
}

export default function NewProposal() {
  const { pot, choices, answers } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const known = answersOf(result, answers)
  return (
    <Page back={`/pots/${pot.slug}`}>
      <Form result={result}>
        <div className="stack-2">
          <StepLine>{pot.name}. Step 1 of 2</StepLine>
          <h1>{heading}</h1>
          <p className="measure">
            Nothing changes until a second person publishes it. Pledges that are signed already keep
            the rule they were signed under.
          </p>
        </div>
        <HiddenOperationKey value={known.of('operationKey').defaultValue} />
        <div className="stack-6 after-form">
          <RuleFields answers={known} choices={choices} />
          <WhyAndWhen answers={known} label="Why should the rule change?" once="published" />
          <Buttons>
            <Button>Continue</Button>
          </Buttons>
        </div>
      </Form>
    </Page>
  )
}
