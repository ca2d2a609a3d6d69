import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { ThresholdInput } from '#app/domain/organisations/delegation.ts'
import { setKeyDecisionThreshold } from '#app/domain/organisations/keep-scheme.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { DecisionFields } from '#app/ui/decision-fields.tsx'
import { MoneyField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'What is a key decision of your council?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => {
    requireSchemeKeeper(actor)
    return Promise.resolve({ today: londonDay(clock.now()) })
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ThresholdInput, async (input) => {
    await setKeyDecisionThreshold(actor, input)
    return redirect('/workspace/scheme?saved=key-decisions#key-decisions')
  })
}

export default function KeyDecisions() {
  const { today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead="A pledge above this sum waits for its notice, its decision and the time to call it in."
        />
        <RadioGroup
          name="takes"
          label="How does your council decide?"
          choices={[
            { value: 'yes', label: 'By a cabinet or an executive, with key decisions' },
            { value: 'no', label: 'By committees, without key decisions' },
          ]}
          error={errorOf(result, 'takes')}
          defaultValue={valueOf(result, 'takes', 'yes')}
        />
        <MoneyField
          name="above"
          label="A key decision is above"
          hint="Leave it empty if your council decides by committees."
          error={errorOf(result, 'above')}
          defaultValue={valueOf(result, 'above')}
        />
        <DecisionFields
          result={result}
          today={today}
          sourceHint="Like “Constitution, part 2, article 13”."
        />
        <Buttons>
          <Button>Set key decisions</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
