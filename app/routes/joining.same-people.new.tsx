import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { recordSameHuman } from '#app/domain/organisations/record-same-human.server.ts'
import { SameHumanInput } from '#app/domain/organisations/same-human.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { submit } from '#app/web/answer.server.ts'

const title = 'Record two accounts as one person'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, SameHumanInput, async (input) => {
    await recordSameHuman(actor, input)
    return redirect('/joining/same-people?saved=recorded')
  })
}

const accounts = [
  { name: 'firstEmail', label: 'Email address of one account' },
  { name: 'secondEmail', label: 'Email address of the other account' },
]

export default function RecordSamePeople() {
  const result = useActionData<FormResult>()
  return (
    <Page back="/joining/same-people" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead="It counts at once: neither account can be the second person to what the other began. Both keep their roles, and are told by email."
        />
        {accounts.map(({ name, label }) => (
          <TextField
            key={name}
            name={name}
            label={label}
            type="email"
            spellCheck={false}
            width="mid"
            error={errorOf(result, name)}
            defaultValue={valueOf(result, name)}
          />
        ))}
        <TextArea
          name="reason"
          label="How do you know?"
          hint="What you saw, and how it was confirmed. Both accounts are sent this, so name nobody."
          limit="At most 1,000 characters"
          rows={4}
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button>Record them as one person</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
