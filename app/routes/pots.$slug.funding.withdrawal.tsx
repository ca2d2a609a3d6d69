import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { FundingInput } from '#app/domain/pots/pot.ts'
import { purseLabel } from '#app/domain/pots/purse.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { takeBackFunding } from '#app/domain/pots/take-back-funding.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { MoneyField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openFunding } from '#app/web/funding-page.server.ts'

const title = 'Take money back'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => openFunding(actor, param(params, 'slug')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FundingInput, async (input) => {
    const { id, slug } = await getPot(param(params, 'slug'))
    await takeBackFunding(actor, id, input)
    return redirect(`/pots/${slug}/funders`)
  })
}

export default function TakeMoneyBack() {
  const { pot, waiting, own, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const back = `/pots/${pot.slug}/funders`
  const [first] = own
  return (
    <PotPage pot={pot} waiting={waiting} title="Funders">
      <PageTitle
        title={title}
        lead="You can take back your share of what nothing has been promised from. What is reserved, committed or paid stays."
      />
      {first ? (
        <Form result={result}>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <RadioGroup
            name="purse"
            label="From which money?"
            choices={own.map(({ purse, takeablePence }) => ({
              value: purse,
              label: purseLabel[purse],
              hint: `Up to ${formatPounds(takeablePence)} now`,
            }))}
            defaultValue={valueOf(result, 'purse', first.purse)}
            error={errorOf(result, 'purse')}
          />
          <MoneyField
            name="amount"
            label="How much?"
            defaultValue={valueOf(result, 'amount')}
            error={errorOf(result, 'amount')}
          />
          <Buttons>
            <Button>Take it back</Button>
            <a href={back}>Cancel</a>
          </Buttons>
        </Form>
      ) : (
        <Empty
          title="Your organisation has put nothing in"
          level={2}
          action={<a href={back}>Back</a>}
        >
          There is nothing to take back.
        </Empty>
      )}
    </PotPage>
  )
}
