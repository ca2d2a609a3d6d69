import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { changePledge } from '#app/domain/pledges/change-pledge.server.ts'
import { ChangeInput } from '#app/domain/pledges/pledge-change.ts'
import { getPledgeCalled } from '#app/domain/pledges/pledge-queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { MoneyField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { PledgeChange } from '#app/ui/pledge-change.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { openChangeForm } from '#app/web/pledge-change.server.ts'
import { pledgePath } from '#app/web/pledge-form.server.ts'

const headingFor = (fromPence: bigint) => `Change your pledge of ${formatPounds(fromPence)}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.fromPence) : 'Change a pledge', data?.checked) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const asked = new URL(request.url).searchParams
  return show(() => openChangeForm(actor, param(params, 'reference'), asked))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const reference = param(params, 'reference')
  return submit(request, ChangeInput, async (input) => {
    const pledge = await getPledgeCalled(actor, reference)
    const { state } = await changePledge(actor, pledge.id, input)
    const isToSend = state === 'draft'
    return redirect(
      isToSend
        ? `/challenges/${pledge.challenge.slug}/pledge/check`
        : `${pledgePath(pledge)}?changed`,
    )
  })
}

export default function ChangePledge() {
  const { pledge, fromPence, change } = useLoaderData<typeof loader>()
  return (
    <Page back={`/pledges/PL-${pledge.number}`}>
      <PageTitle title={headingFor(fromPence)} lead={`To “${pledge.challenge.title}”.`} />
      {change ? <Confirm /> : <AskSum />}
    </Page>
  )
}

function AskSum() {
  const { pledge, answers, checked, mayRaise, isSigned } = useLoaderData<typeof loader>()
  const smallest = formatPounds(pledge.round.smallestPledgePence)
  return (
    <Form result={checked} method="get">
      <MoneyField
        name="amount"
        label="What should your council pledge in all?"
        isHeading
        hint={`Whole pounds, ${smallest} or more.${mayRaise ? '' : ' An officer of your council can raise it.'}`}
        error={errorOf(checked, 'amount')}
        defaultValue={valueOf(checked, 'amount', answers.amount)}
      />
      <p className="measure">
        {isSigned
          ? 'The next page says what match it lets go of or brings. Nothing changes before you confirm it.'
          : 'It has not been signed yet. With another sum it goes back to you, to be sent again.'}
      </p>
      <Buttons>
        <Button>Continue</Button>
        <a href={`/pledges/PL-${pledge.number}`}>Keep the pledge as it is</a>
      </Buttons>
    </Form>
  )
}

function Confirm() {
  const { change, ...form } = useLoaderData<typeof loader>()
  const result: FormResult | undefined = useActionData<typeof action>()
  if (!change) return null
  return <PledgeChange {...form} change={change} result={result} />
}
