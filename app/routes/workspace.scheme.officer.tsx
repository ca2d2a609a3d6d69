import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { ChiefFinanceOfficerInput } from '#app/domain/organisations/delegation.ts'
import { financeLawOf } from '#app/domain/organisations/finance-law.ts'
import { markChiefFinanceOfficer } from '#app/domain/organisations/keep-scheme.server.ts'
import { listColleagues } from '#app/domain/organisations/people-queries.server.ts'
import { getCouncil } from '#app/domain/organisations/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DecisionFields } from '#app/ui/decision-fields.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Who is your ${data?.officer ?? 'section 151 officer'}?`) },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    requireSchemeKeeper(actor)
    const people = await listColleagues(actor)
    const able = people.filter(({ roles }) => roles.includes('finance-approver'))
    const { officer, law } = financeLawOf((await getCouncil(actor.organisationId)).nation)
    return { people: able, officer, law, today: londonDay(clock.now()) }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ChiefFinanceOfficerInput, async (input) => {
    await markChiefFinanceOfficer(actor, input)
    return redirect('/workspace/scheme?saved=officer')
  })
}

export default function Officer() {
  const { people, officer, law, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/scheme" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={`Who is your ${officer}?`}
          lead={`The one officer responsible for your council’s money (${law}). Nobody marks themselves.`}
        />
        <SelectField
          name="membershipId"
          label="Finance approver"
          placeholder="Choose a person"
          choices={people.map(({ membershipId, name, jobTitle }) => ({
            value: membershipId,
            label: `${name}, ${jobTitle.toLowerCase()}`,
          }))}
          error={errorOf(result, 'membershipId')}
          defaultValue={valueOf(result, 'membershipId')}
        />
        <DecisionFields result={result} today={today} />
        <Buttons>
          <Button>Mark the {officer}</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
