import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay, londonDay } from '#app/core/time.ts'
import { getColleague, type Limit } from '#app/domain/organisations/people-queries.server.ts'
import { describeLimit, LimitInput } from '#app/domain/organisations/delegation.ts'
import { canSetLimit } from '#app/domain/organisations/people.ts'
import { spendKindLabel, spendKinds } from '#app/domain/organisations/spend.ts'
import { setLimit } from '#app/domain/organisations/set-limit.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DecisionFields } from '#app/ui/decision-fields.tsx'
import { MoneyField, SelectField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Up to what sum may ${data?.person.name ?? 'this person'} sign?`) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const person = await getColleague(actor, idParam(params, 'membershipId'))
    if (!canSetLimit(actor, person.personId))
      throw new Refusal('forbidden', 'Only another administrator of a council sets this limit.')
    return { person, today: londonDay(clock.now()) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, LimitInput, async (input) => {
    await setLimit(actor, idParam(params, 'membershipId'), input)
    return redirect('/workspace/people?saved=limit')
  })
}

export default function LimitPage() {
  const { person, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace/people" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={`Up to what sum may ${person.name} sign?`}
          lead={`${person.jobTitle}. ${describe(person.limits[0])}`}
        />
        <SelectField
          name="spend"
          label="For which kind of spend"
          hint="A limit for one kind goes before the limit for any kind."
          choices={[
            { value: '', label: 'Any kind' },
            ...spendKinds.map((kind) => ({ value: kind, label: spendKindLabel[kind] })),
          ]}
          error={errorOf(result, 'spend')}
          defaultValue={valueOf(result, 'spend', '')}
        />
        <MoneyField
          name="limit"
          label="Limit for each pledge"
          hint="Enter 0 if they may sign none."
          error={errorOf(result, 'limit')}
          defaultValue={valueOf(result, 'limit')}
        />
        <MoneyField
          name="yearLimit"
          label="Limit for each financial year"
          isOptional
          hint="All pledges they sign from 1 April to 31 March together."
          error={errorOf(result, 'yearLimit')}
          defaultValue={valueOf(result, 'yearLimit')}
        />
        <DecisionFields
          result={result}
          today={today}
          dayHint="Today or later. What is set for later days ends."
          sourceHint="Like “Scheme of delegation, part 3”, or the number of a decision notice."
        />
        <Buttons>
          <Button>Set the limit</Button>
        </Buttons>
      </Form>
    </Page>
  )
}

const describe = (limit: Limit | undefined) =>
  limit
    ? `Now ${describeLimit(limit)}, from ${formatDay(limit.from)} (${limit.source}).`
    : 'They may sign nothing yet.'
