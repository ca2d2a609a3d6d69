import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { HoldInput } from '#app/domain/audit/legal-hold.ts'
import { setLegalHold } from '#app/domain/audit/set-legal-hold.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea, TextField } from '#app/ui/field.tsx'
import { fieldsOf, pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { submit } from '#app/web/answer.server.ts'

const title = 'Set a legal hold'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, HoldInput, async (input) => {
    await setLegalHold(actor, input)
    return redirect('/legal-holds')
  })
}

const subjects = [
  { value: 'person', label: 'A person' },
  {
    value: 'organisation',
    label: 'An organisation',
    hint: 'With everybody who belongs to it, or did.',
  },
]

export default function NewLegalHold() {
  const result = useActionData<FormResult>()
  const field = fieldsOf(result)
  return (
    <Page back="/legal-holds" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead="It keeps what is here from being deleted until you end it. It brings back nothing that is gone."
        />
        <RadioGroup {...field('of')} label="Whom is it about?" choices={subjects} />
        <TextField
          {...field('named')}
          label="Which one"
          hint="Their work email address, or the name of the organisation."
          spellCheck={false}
          width="mid"
        />
        <TextField
          {...field('source')}
          label="Who asks for it"
          hint="A court, a regulator or a law, with the reference or date of what they wrote."
        />
        <TextArea
          {...field('reason')}
          label="Why it has to be kept"
          hint="Operators read this, nobody else. Name no more people than you must."
        />
        <Buttons>
          <Button>Set the hold</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
