import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { getPledgeCalled } from '#app/domain/pledges/pledge-queries.server.ts'
import {
  canFollow,
  canWithdrawPledge,
  matchOf,
  WithdrawalInput,
} from '#app/domain/pledges/pledge.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { withdrawPledge } from '#app/domain/pledges/withdraw-pledge.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'
import { pledgePath } from '#app/web/pledge-form.server.ts'

const headingFor = (amountPence: bigint) => `Withdraw your pledge of ${formatPounds(amountPence)}?`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pledge.amountPence) : 'Withdraw a pledge') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const pledge = await getPledgeCalled(actor, param(params, 'reference'))
    if (!canWithdrawPledge(actor, pledge))
      throw new Refusal('forbidden', 'Ask an officer of your council to withdraw this pledge.')
    if (!canFollow(pledge.state, 'withdrawn')) throw redirect(pledgePath(pledge))
    return { pledge, funding: await findFunding(pledge.challengeId) }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const reference = param(params, 'reference')
  return submit(request, WithdrawalInput, async (input) => {
    const pledge = await getPledgeCalled(actor, reference)
    await withdrawPledge(actor, pledge.id, input)
    return redirect(`${pledgePath(pledge)}?done`)
  })
}

export default function WithdrawPledge() {
  const { pledge } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const href = `/pledges/PL-${pledge.number}`
  const amount = formatPounds(pledge.amountPence)
  return (
    <Page back={href}>
      <PageTitle title={headingFor(pledge.amountPence)} lead={`To “${pledge.challenge.title}”.`} />
      <Notice tone="warn">
        <Consequence />
      </Notice>
      <Form result={result}>
        <TextArea
          name="reason"
          label="Why do you withdraw it?"
          isOptional
          hint="Your colleagues read this. It is not public."
          rows={3}
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button>Withdraw {amount} pledge</Button>
          <a href={href}>Keep the pledge</a>
        </Buttons>
      </Form>
    </Page>
  )
}

function Consequence() {
  const { pledge, funding } = useLoaderData<typeof loader>()
  if (pledge.state !== 'committed' || !funding)
    return <p>The pledge does not count yet, so nothing changes for the other councils.</p>
  const matchPence = matchOf(pledge)
  const before = funding.pledgedPence + funding.matchedPence
  const after = before - pledge.amountPence - matchPence
  return (
    <>
      <p>
        Your <strong className="num">{formatPounds(pledge.amountPence)}</strong> and its{' '}
        <strong className="num">{formatPounds(matchPence)}</strong> of match stop counting at once.
        The challenge falls from {formatPounds(before)} to{' '}
        <strong className="num">{formatPounds(after)}</strong> of its{' '}
        {formatPounds(funding.targetPence)} target.
      </p>
      <p>
        Your council can pledge again while pledging is open, but then it comes after the councils
        that pledged before, and the match may be smaller.
      </p>
    </>
  )
}
