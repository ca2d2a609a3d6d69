import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refusal } from '#app/core/refusal.ts'
import { changeRoles } from '#app/domain/organisations/change-roles.server.ts'
import { getColleague } from '#app/domain/organisations/people-queries.server.ts'
import { canManagePeople, RolesInput, rolesOf } from '#app/domain/organisations/people.ts'
import { describeDuties, roleNames } from '#app/domain/organisations/role-words.ts'
import { hasTwoAdministrators } from '#app/domain/organisations/two-administrators.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { NeedsTwo } from '#app/ui/needs-two.tsx'
import { Page } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`What may ${data?.person.name ?? 'this person'} do?`) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    if (!canManagePeople(actor))
      throw new Refusal('forbidden', 'Ask an administrator of your organisation to change roles.')
    const person = await getColleague(actor, idParam(params, 'membershipId'))
    const hasTwo = await hasTwoAdministrators(actor.organisationId)
    return { person, hasTwo, roles: rolesOf(actor.organisationKind) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, RolesInput, async ({ roles }) => {
    await changeRoles(actor, idParam(params, 'membershipId'), roles)
    return redirect('/workspace/people?saved=roles')
  })
}

export default function Roles() {
  const { person, hasTwo, roles } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      <NeedsTwo roles={roles} hasTwo={hasTwo} />
      <Form result={result}>
        <Checkboxes
          name="roles"
          label={`What may ${person.name} do?`}
          isHeading
          hint={`${person.jobTitle}. Everybody may read what your organisation does.`}
          error={errorOf(result, 'roles')}
          defaultValues={valuesOf(result, 'roles', person.roles)}
          choices={roles.map((role) => ({
            value: role,
            label: roleNames[role],
            hint: describeDuties([role]),
          }))}
        />
        <Buttons>
          <Button>Save roles</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
