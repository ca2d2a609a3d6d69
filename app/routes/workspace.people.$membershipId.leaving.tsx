import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay } from '#app/core/time.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { describeLimit } from '#app/domain/organisations/delegation.ts'
import { endMembership } from '#app/domain/organisations/end-membership.server.ts'
import { getColleague } from '#app/domain/organisations/people-queries.server.ts'
import { canManagePeople } from '#app/domain/organisations/people.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import { listDeputies } from '#app/domain/organisations/scheme-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Does ${data?.person.name ?? 'this person'} leave?`) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => readPage(actor, idParam(params, 'membershipId')))
}

async function readPage(actor: Actor, membershipId: string) {
  const { organisationName, organisationId, organisationKind } = actor
  if (!canManagePeople(actor))
    throw new Refusal('forbidden', `Ask an administrator of ${organisationName}.`)
  const person = await getColleague(actor, membershipId)
  if (person.personId === actor.personId)
    throw new Refusal('forbidden', 'Ask another administrator to end your own membership.')
  const deputies = organisationKind === 'council' ? await listDeputies(organisationId) : []
  return {
    ...{ person, organisationName },
    standsInFor: deputies.filter((each) => each.membershipId === membershipId),
    stoodInBy: deputies.filter(({ principalId }) => principalId === membershipId),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), async () => {
    await endMembership(actor, idParam(params, 'membershipId'))
    return redirect('/workspace/people?saved=leaving')
  })
}

export default function Leaving() {
  const { person, organisationName, standsInFor, stoodInBy } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const ends = [
    { name: 'Roles', value: person.roles.map((role) => roleNames[role]).join(', ') || 'None' },
    { name: 'Limits', value: person.limits.map(describeLimit).join('; ') || 'None' },
    { name: 'Stands in for', value: namesOf(standsInFor, 'principalName') },
    { name: 'Stood in for by', value: namesOf(stoodInBy, 'name') },
  ]
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      <PageTitle
        title={`Does ${person.name} leave ${organisationName}?`}
        lead={`${person.jobTitle}. What they may do for you ends with the next thing they ask for.`}
      />
      <SummaryList rows={ends} />
      <ul className="measure">
        <li>What they did stays on record, under their name.</li>
        <li>An approval or signature of theirs that waits for another has to be given again.</li>
        <li>If they come back, they start with no role and no limit.</li>
      </ul>
      <Form result={result}>
        <Buttons>
          <Button>End their membership</Button>
          <a href="/workspace/people">Cancel</a>
        </Buttons>
      </Form>
    </Page>
  )
}

type Standing = { name: string; principalName: string; through: string }

const namesOf = (deputies: Standing[], of: 'name' | 'principalName') =>
  deputies.map((each) => `${each[of]}, to ${formatDay(each.through)}`).join('; ') || 'Nobody'
