import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import {
  fieldsOfTerms,
  ProposalForm,
  type RuleFields as Typed,
} from '#app/domain/pots/rule-form.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Answers } from '#app/ui/band-fields.tsx'
import { RuleFields } from '#app/ui/rule-fields.tsx'
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
          <section className="stack-5">
            <h2>Why and from when</h2>
            <TextArea
              label="Why should the rule change?"
              hint="Everybody can read this once the rule is published."
              rows={4}
              {...known.of('reason')}
            />
            <DateField
              label="In force from"
              isOptional
              hint="From the start of this day. Leave it empty for the moment it is published."
              {...known.of('inForceFromOn')}
            />
          </section>
          <Buttons>
            <Button>Continue</Button>
          </Buttons>
        </div>
      </Form>
    </Page>
  )
}

/** What was typed, or else what the rule says now. */
const answersOf = (result: FormResult | undefined, answers: Typed): Answers => ({
  of: (name) => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, [answers[name] ?? ''].flat()[0]),
  }),
  ticked: (name) => valuesOf(result, name, [answers[name] ?? []].flat()),
})
