import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { decideJoinRequest } from '#app/domain/joining/decide-join-request.server.ts'
import { getJoinRequest } from '#app/domain/joining/join-queries.server.ts'
import { DecisionInput } from '#app/domain/joining/join-request.ts'
import { rolesOf } from '#app/domain/organisations/people.ts'
import { describeDuties, roleNames } from '#app/domain/organisations/role-words.ts'
import { hasTwoAdministrators } from '#app/domain/organisations/two-administrators.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkboxes, RadioGroup } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, valuesOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('May they join?') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const asking = await getJoinRequest(actor, idParam(params, 'requestId'))
    const hasTwo = await hasTwoAdministrators(asking.organisationId)
    return { asking, hasTwo, roles: rolesOf('council') }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DecisionInput, async (input) => {
    await decideJoinRequest(actor, idParam(params, 'requestId'), input)
    return redirect('/workspace/people/requests?saved=answer')
  })
}

export default function DecideJoinRequest() {
  const { asking, hasTwo, roles } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const { name, jobTitle, email, organisationName } = asking
  return (
    <Page back="/workspace/people/requests" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={`May ${name} join ${organisationName}?`}
          lead={`${jobTitle}. They read mail at ${email}.`}
        />
        <RadioGroup
          name="decision"
          label="Your answer"
          error={errorOf(result, 'decision')}
          defaultValue={valueOf(result, 'decision')}
          choices={[
            { value: 'yes', label: `Yes, they act for ${organisationName}` },
            { value: 'no', label: 'No' },
          ]}
        />
        <Checkboxes
          name="roles"
          label="If yes: what may they do?"
          hint={
            hasTwo
              ? 'Without any they read what the council does.'
              : 'Without any they read what the council does. A finance approver needs two administrators first.'
          }
          error={errorOf(result, 'roles')}
          defaultValues={valuesOf(result, 'roles')}
          choices={roles.map((role) => ({
            value: role,
            label: roleNames[role],
            hint: describeDuties([role]),
          }))}
        />
        <TextField
          name="reason"
          label="If no: why not?"
          hint="They read this."
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button>Send your answer</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
