import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { invitePerson } from '#app/domain/joining/invite-person.server.ts'
import { InvitationInput } from '#app/domain/joining/invitation.ts'
import { rolesOf } from '#app/domain/organisations/people.ts'
import { describeDuties, roleNames } from '#app/domain/organisations/role-words.ts'
import { hasTwoAdministrators } from '#app/domain/organisations/two-administrators.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { NeedsTwo } from '#app/ui/needs-two.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Invite somebody') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    organisationName: actor.organisationName,
    roles: rolesOf(actor.organisationKind),
    hasTwo: await hasTwoAdministrators(actor.organisationId),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, InvitationInput, async (input) => {
    await invitePerson(actor, input)
    return redirect('/workspace/people/invitations?saved=invited')
  })
}

export default function InviteSomebody() {
  const { organisationName, roles, hasTwo } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/people/invitations" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          kicker={organisationName}
          title="Invite somebody"
          lead="We send them a link that works for seven days. They accept by signing in at that address, and nobody else can."
        />
        <NeedsTwo roles={roles} hasTwo={hasTwo} />
        <TextField
          name="email"
          label="Their work email address"
          hint="Their own address, not one that a team shares."
          type="email"
          spellCheck={false}
          width="mid"
          error={errorOf(result, 'email')}
          defaultValue={valueOf(result, 'email')}
        />
        <Checkboxes
          name="roles"
          label="What may they do?"
          hint="Without any they read what your organisation does. You can change it later."
          error={errorOf(result, 'roles')}
          defaultValues={valuesOf(result, 'roles')}
          choices={roles.map((role) => ({
            value: role,
            label: roleNames[role],
            hint: describeDuties([role]),
          }))}
        />
        <Buttons>
          <Button>Send the invitation</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
