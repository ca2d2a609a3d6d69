import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { boxesOf, ConditionsForm } from '#app/domain/pledges/condition-form.ts'
import {
  listCouncilsToFollow,
  listOthersInRegion,
} from '#app/domain/pledges/other-pledge-queries.server.ts'
import { savePledgeDraft } from '#app/domain/pledges/save-pledge-draft.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes, RadioGroup } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, valueOf, valuesOf } from '#app/ui/form-result.ts'
import { Form, StepLine } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { continuePledgeForm, pledgePath } from '#app/web/pledge-form.server.ts'
import { choicesOf } from './choices.tsx'

const heading = 'Do you want to set any conditions?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const form = await continuePledgeForm(actor, param(params, 'slug'))
    const [others, toFollow] = await Promise.all([
      listOthersInRegion(actor, form.round.roundId),
      listCouncilsToFollow(actor, form.challenge.id),
    ])
    return { ...form, others, toFollow }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const slug = param(params, 'slug')
  const isForLater = new URL(request.url).searchParams.has('later')
  return submit(request, ConditionsForm, async (answers) => {
    const { round, draft } = await continuePledgeForm(actor, slug)
    await savePledgeDraft(actor, round.roundId, {
      id: draft.id,
      amount: draft.amountPence,
      ...answers,
    })
    return redirect(isForLater ? pledgePath(draft) : `/challenges/${slug}/pledge/check`)
  })
}

export default function PledgeConditions() {
  const { challenge, draft, round, others, toFollow } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const kept = draft.conditions
  const firstBoxes = boxesOf(kept)
  const choices = choicesOf({ conditions: kept, round, others, toFollow, result })
  return (
    <Page back={`/challenges/${challenge.slug}/pledge`}>
      <div>
        <Form result={result}>
          <StepLine>Pledge to “{challenge.title}”. Step 2 of 3</StepLine>
          <Checkboxes
            name="conditions"
            label={heading}
            isHeading
            hint="Conditions are public. If one is not met when pledging closes, your pledge is not counted. Your pledge is never more than the sum you gave. Select all that apply."
            choices={choices}
            error={errorOf(result, 'conditions')}
            defaultValues={valuesOf(result, 'conditions', firstBoxes)}
          />
          <RadioGroup
            name="isNameShown"
            label="Show our name"
            hint="If you hide it, the sum is public and your council’s name stays hidden until the target is met."
            choices={[
              { value: 'yes', label: 'Yes, from the moment it is signed' },
              { value: 'no', label: 'Not until the target is met' },
            ]}
            error={errorOf(result, 'isNameShown')}
            defaultValue={valueOf(result, 'isNameShown', draft.isNameShown ? 'yes' : 'no')}
          />
          <Buttons>
            <Button>Continue</Button>
            <Button look="second" formAction="?later">
              Save and come back later
            </Button>
          </Buttons>
        </Form>
      </div>
    </Page>
  )
}
