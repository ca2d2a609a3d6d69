import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { lockSpending } from '#app/domain/organisations/lock-spending.server.ts'
import { getCouncil } from '#app/domain/organisations/queries.server.ts'
import {
  LockInput,
  lockKindsOf,
  lockLaws,
  requireSchemeKeeper,
} from '#app/domain/organisations/spending-lock.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const heading = 'What locks your council’s spending?'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireSchemeKeeper(actor)
    const { nation } = await getCouncil(actor.organisationId)
    return { kinds: lockKindsOf(nation), nation, today: londonDay(clock.now()) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, LockInput, async (input) => {
    await lockSpending(actor, input)
    return redirect('/workspace/scheme?saved=lock#locks')
  })
}

export default function NewLock() {
  const { kinds, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead="It holds for every pledge that is not committed yet. What is committed stands."
        />
        <RadioGroup
          name="kind"
          label="What is in force"
          choices={kinds.map((kind) => ({
            value: kind,
            label: lockLaws[kind].name,
            hint: `${lockLaws[kind].law}: ${lockLaws[kind].effect}.`,
          }))}
          error={errorOf(result, 'kind')}
          defaultValue={valueOf(result, 'kind')}
        />
        <TextField
          name="successor"
          label="Successor council"
          isOptional
          hint="For a section 24 direction: who will take over and must consent."
          error={errorOf(result, 'successor')}
          defaultValue={valueOf(result, 'successor')}
        />
        <DateField
          name="from"
          label="In force from"
          error={errorOf(result, 'from')}
          defaultValue={valueOf(result, 'from', today)}
        />
        <TextField
          name="source"
          label="Name of the notice or direction"
          error={errorOf(result, 'source')}
          defaultValue={valueOf(result, 'source')}
        />
        <TextField
          name="sourceUrl"
          label="Web address"
          hint="Where it is published, like https://www.example.gov.uk/notice"
          error={errorOf(result, 'sourceUrl')}
          defaultValue={valueOf(result, 'sourceUrl')}
        />
        <Buttons>
          <Button>Record the lock</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
