import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import {
  canRecordFact,
  factWords,
  GateFactInput,
  gateFactKinds,
} from '#app/domain/pledges/gate-fact.ts'
import { getPledgeCalled } from '#app/domain/pledges/pledge-queries.server.ts'
import { recordGateFact } from '#app/domain/pledges/record-gate-fact.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { pledgePath } from '#app/web/pledge-form.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? factWords[data.kind].title : 'Record what your council did') },
]

async function findPlace(actor: Actor, reference: string, asked: string) {
  const kind = gateFactKinds.find((one) => one === asked)
  if (!kind) throw new Refusal('not-found', 'Page not found')
  const pledge = await getPledgeCalled(actor, reference)
  if (!canRecordFact(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer or a finance approver of your council.')
  return { kind, pledge }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const place = await findPlace(actor, param(params, 'reference'), param(params, 'kind'))
    const { kind, pledge } = place
    const { id, number, amountPence, challenge } = pledge
    const about = { id, number, amountPence, title: challenge.title }
    return { kind, about, today: londonDay(clock.now()), operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, GateFactInput, async (input) => {
    const place = await findPlace(actor, param(params, 'reference'), param(params, 'kind'))
    await recordGateFact(actor, place.pledge.id, { ...input, kind: place.kind })
    return redirect(`${pledgePath(place.pledge)}?recorded`)
  })
}

export default function RecordFact() {
  const { kind, about, today, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const words = factWords[kind]
  return (
    <Page back={`/pledges/PL-${about.number}`}>
      <Form result={result}>
        <PageTitle
          title={words.title}
          lead={`For your pledge of ${formatPounds(about.amountPence)} to “${about.title}”. It stays on record with your name.`}
        />
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <DateField
          name="on"
          label={words.day}
          max={today}
          error={errorOf(result, 'on')}
          defaultValue={valueOf(result, 'on', today)}
        />
        <TextField
          name="reference"
          label={words.reference}
          error={errorOf(result, 'reference')}
          defaultValue={valueOf(result, 'reference')}
        />
        <TextField
          name="link"
          label="Web address"
          isOptional
          hint="Where anybody can read it."
          error={errorOf(result, 'link')}
          defaultValue={valueOf(result, 'link')}
        />
        <Buttons>
          <Button>{words.button}</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
