import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { appointDeputy } from '#app/domain/organisations/appoint-deputy.server.ts'
import { DeputyInput, describeLimit } from '#app/domain/organisations/delegation.ts'
import { getColleague, listColleagues } from '#app/domain/organisations/people-queries.server.ts'
import { canSetLimit } from '#app/domain/organisations/people.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, SelectField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`For whom does ${data?.person.name ?? 'this person'} stand in?`) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const person = await getColleague(actor, idParam(params, 'membershipId'))
    if (!canSetLimit(actor, person.personId))
      throw new Refusal('forbidden', 'Only another administrator of a council names a deputy.')
    const people = await listColleagues(actor)
    const others = people.filter(
      ({ membershipId, roles }) =>
        membershipId !== person.membershipId && roles.includes('finance-approver'),
    )
    return { person, others, today: londonDay(clock.now()) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, DeputyInput, async (input) => {
    await appointDeputy(actor, idParam(params, 'membershipId'), input)
    return redirect('/workspace/scheme?saved=deputy#deputies')
  })
}

export default function DeputyPage() {
  const { person, others, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={`For whom does ${person.name} stand in?`}
          lead="Between two days they may sign up to that person’s limits, but never a pledge that either of them made. The signature says for whom."
        />
        <SelectField
          name="principalId"
          label="Finance approver"
          placeholder="Choose a person"
          choices={others.map(({ membershipId, name, limits: [limit] }) => ({
            value: membershipId,
            label: limit ? `${name}, limit ${describeLimit(limit)}` : `${name}, without a limit`,
          }))}
          error={errorOf(result, 'principalId')}
          defaultValue={valueOf(result, 'principalId')}
        />
        <DateField
          name="from"
          label="First day"
          min={today}
          error={errorOf(result, 'from')}
          defaultValue={valueOf(result, 'from', today)}
        />
        <DateField
          name="to"
          label="Last day"
          min={today}
          error={errorOf(result, 'to')}
          defaultValue={valueOf(result, 'to', addDays(today, 13))}
        />
        <TextField
          name="source"
          label="Which decision says so"
          hint="Like “Scheme of delegation, part 3”."
          error={errorOf(result, 'source')}
          defaultValue={valueOf(result, 'source')}
        />
        <Buttons>
          <Button>Name the deputy</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
