import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { FundingInput } from '#app/domain/pots/pot.ts'
import { purseLabel, purses } from '#app/domain/pots/purse.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { MoneyField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openAdding } from '#app/web/funding-page.server.ts'

const title = 'Put money in'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => openAdding(actor, param(params, 'slug')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FundingInput, async (input) => {
    const { id, slug } = await getPot(param(params, 'slug'))
    await fundPot(actor, id, input)
    return redirect(`/pots/${slug}/funders`)
  })
}

export default function PutMoneyIn() {
  const { pot, waiting, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <PotPage pot={pot} waiting={waiting} title="Funders">
      <PageTitle
        title={title}
        lead={`Pledges are matched from it at once, by the rule of the ${pot.name}.`}
      />
      <Form result={result}>
        <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
        <MoneyField
          name="amount"
          label="How much?"
          defaultValue={valueOf(result, 'amount')}
          error={errorOf(result, 'amount')}
        />
        <RadioGroup
          name="purse"
          label="What is it for?"
          hint="Ring-fenced money matches pledges of that funding type only. This cannot be changed later."
          choices={purses.map((value) => ({ value, label: purseLabel[value] }))}
          defaultValue={valueOf(result, 'purse', 'unrestricted')}
          error={errorOf(result, 'purse')}
        />
        <Buttons>
          <Button>Put it in</Button>
          <a href={`/pots/${pot.slug}/funders`}>Cancel</a>
        </Buttons>
      </Form>
    </PotPage>
  )
}
