import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDate } from '#app/core/time.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { ProposalForm } from '#app/domain/pots/proposal-form.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { RuleChanges, RuleInWords } from '#app/ui/rule.tsx'
import { HiddenAnswers } from '#app/ui/rule-steps.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { checkProposal, openRuleForm, readAddress } from '#app/web/rule-form.server.ts'

const heading = 'Check the rule before you propose it'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const slug = param(params, 'slug')
    const { search } = new URL(request.url)
    const typed = readAddress(request)
    const checked = await checkProposal(actor, slug, typed)
    if (!checked) throw redirect(`/pots/${slug}/proposals/new${search}`)
    return { ...checked, typed, search }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  return submit(request, ProposalForm, async (input) => {
    const { pot } = await openRuleForm(actor, slug)
    const { id } = await proposeRule(actor, pot.id, input)
    return redirect(`/pots/${slug}/proposals/${id}?done=proposed`)
  })
}

export default function CheckProposal() {
  const { pot, typed, search, reason, inForceFromOn, words, version, changes } =
    useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const form = `/pots/${pot.slug}/proposals/new${search}`
  return (
    <Page back={form}>
      <div>
        <StepLine>{pot.name}. Step 2 of 2</StepLine>
        <h1>{heading}</h1>
      </div>
      <RuleInWords words={words} />
      <Section id="changes" title="What would change">
        <RuleChanges changes={changes} before={version} after="Your proposal" />
      </Section>
      <SummaryList
        rows={[
          { name: 'Why', value: reason, change: `${form}#reason` },
          {
            name: 'In force from',
            value: inForceFromOn ? formatDate(inForceFromOn) : 'The moment it is published',
            change: `${form}#inForceFromOn`,
          },
        ]}
      />
      <p>
        <a href={`/pots/${pot.slug}/simulation${search}`}>Try this rule on the pledges so far</a>
      </p>
      <Form result={result}>
        <HiddenAnswers typed={typed} />
        <p className="measure">
          A second person of your organisation reads it and publishes it, or turns it down.
        </p>
        <Buttons>
          <Button>Propose this rule</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
