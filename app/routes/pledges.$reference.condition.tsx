import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { answerCondition } from '#app/domain/pledges/answer-condition.server.ts'
import { ConditionReply } from '#app/domain/pledges/conditions.ts'
import { listConditionsToAnswer } from '#app/domain/pledges/pledge-queries.server.ts'
import { pledgeNumberOf } from '#app/domain/pledges/pledge.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Is this condition met?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

async function findCondition(actor: Actor, reference: string) {
  const waiting = await listConditionsToAnswer(actor)
  const pledge = waiting.find(({ number }) => number === pledgeNumberOf(reference))
  if (!pledge) throw new Refusal('not-found', 'Page not found')
  return { id: pledge.id, challenge: pledge.challenge, condition: pledge.conditions.other ?? '' }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    ...(await findCondition(actor, param(params, 'reference'))),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const reference = param(params, 'reference')
  return submit(request, ConditionReply, async (input) => {
    const { id } = await findCondition(actor, reference)
    await answerCondition(actor, id, input)
    return redirect('/workspace')
  })
}

export default function AnswerCondition() {
  const { challenge, condition, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <Page back="/workspace">
      <PageTitle
        title={heading}
        lead={`A council that pledges to “${challenge.title}” asks for this:`}
      />
      <blockquote className="inset measure">{condition}</blockquote>
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <RadioGroup
          name="isMet"
          label="Your answer"
          hint="If it is not met when pledging closes, the pledge is not counted."
          choices={[
            { value: 'yes', label: 'Yes, it is met' },
            { value: 'no', label: 'No, it is not met' },
          ]}
          error={errorOf(result, 'isMet')}
          defaultValue={valueOf(result, 'isMet', 'no')}
        />
        <TextArea
          name="reply"
          label="Why"
          hint="Everybody can read this."
          rows={4}
          error={errorOf(result, 'reply')}
          defaultValue={valueOf(result, 'reply')}
        />
        <Buttons>
          <Button>Answer the condition</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
