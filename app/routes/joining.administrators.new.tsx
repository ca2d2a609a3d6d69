import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FirstAdministratorInput } from '#app/domain/joining/invitation.ts'
import { inviteFirstAdministrator } from '#app/domain/joining/invite-person.server.ts'
import { listWithoutAdministrator } from '#app/domain/joining/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Invite a first administrator'

export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    organisations: await listWithoutAdministrator(actor),
    chosen: new URL(request.url).searchParams.get('organisation') ?? '',
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FirstAdministratorInput, async (input) => {
    await inviteFirstAdministrator(actor, input)
    return redirect('/joining?saved=invited')
  })
}

export default function FirstAdministrator() {
  const { organisations, chosen } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const registered = organisations.find(({ id }) => id === chosen)
  return (
    <Page back="/joining" subnav={<WorkspaceNav />}>
      {registered && !result && (
        <Notice tone="ok" isAnswer>
          {`${registered.name} is on the register. It has nobody yet: invite its first administrator.`}
        </Notice>
      )}
      <Form result={result}>
        <PageTitle
          title={title}
          lead="Make sure by another way that this person may act for the organisation: they will say who else may."
        />
        <SelectField
          name="organisationId"
          label="Organisation"
          hint="Only those that have no administrator."
          placeholder="Choose an organisation"
          choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          error={errorOf(result, 'organisationId')}
          defaultValue={valueOf(result, 'organisationId', chosen)}
        />
        <TextField
          name="email"
          label="Their work email address"
          type="email"
          spellCheck={false}
          width="mid"
          error={errorOf(result, 'email')}
          defaultValue={valueOf(result, 'email')}
        />
        <Buttons>
          <Button>Send the invitation</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
