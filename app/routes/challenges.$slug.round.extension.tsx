import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDay } from '#app/core/time.ts'
import { getChallengeForActor } from '#app/domain/challenges/queries.server.ts'
import { extendRound } from '#app/domain/pledges/extend-round.server.ts'
import { findRoundToExtend } from '#app/domain/pledges/extension-queries.server.ts'
import { ExtensionInput, extensionDays, whyNotExtend } from '#app/domain/pledges/extension.ts'
import { formatClosing, isFull } from '#app/domain/pledges/round.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, MoneyField, TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show, submit } from '#app/web/answer.server.ts'

const heading = 'Extend pledging'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { id, slug, title } = await getChallengeForActor(actor, param(params, 'slug'))
    const { round, limits } = await findRoundToExtend(id)
    return {
      challenge: { slug, title },
      round,
      limits,
      refusal: whyNotExtend(round, limits, clock.now()),
      operationKey: newId(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ExtensionInput, async (input) => {
    const { id, slug } = await getChallengeForActor(actor, param(params, 'slug'))
    const { round } = await findRoundToExtend(id)
    await extendRound(actor, round.id, input)
    return redirect(`/challenges/${slug}/round?extended`)
  })
}

export default function ExtendRound() {
  const { challenge, round, refusal } = useLoaderData<typeof loader>()
  const back = `/challenges/${challenge.slug}/round`
  return (
    <Page back={back}>
      <PageTitle title={heading} lead={`To “${challenge.title}”.`} />
      {refusal ? (
        <Notice tone="warn" title="Pledging cannot be extended.">
          {refusal}
        </Notice>
      ) : (
        <>
          <p className="measure">
            Pledging closes at {formatClosing(round)}. Every council that pledged gets an email with
            the new day and your reason, and may withdraw until then. The day it was to close stays
            on the page of the round.
          </p>
          <ExtensionForm />
        </>
      )}
    </Page>
  )
}

function ExtensionForm() {
  const { round, limits, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { first, last } = extensionDays(round, limits)
  const left = limits.mostTimes - round.extensions
  return (
    <Form result={result}>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      <DateField
        name="closesOn"
        label="New closing day"
        hint={`Pledging closes at 5pm London time on this day. From ${formatDay(first)} to ${formatDay(last)}. You can extend ${countOf(left, 'more time')}.`}
        error={errorOf(result, 'closesOn')}
        defaultValue={valueOf(result, 'closesOn')}
      />
      <MoneyField
        name="stretch"
        label={round.stretchPence === null ? 'Stretch target' : 'Higher stretch target'}
        isOptional
        hint={stretchHint(round)}
        error={errorOf(result, 'stretch')}
        defaultValue={valueOf(result, 'stretch')}
      />
      <TextArea
        name="reason"
        label="Why does the round need longer?"
        hint="Everybody can read this."
        limit="At most 500 characters"
        rows={3}
        error={errorOf(result, 'reason')}
        defaultValue={valueOf(result, 'reason')}
      />
      <Buttons>
        <Button>Extend pledging</Button>
      </Buttons>
    </Form>
  )
}

type Round = ReturnType<typeof useLoaderData<typeof loader>>['round']

function stretchHint(round: Round) {
  const { targetPence, stretchPence, pledgedPence, matchedPence } = round
  const reached = formatPounds(pledgedPence + matchedPence)
  if (stretchPence === null)
    return `The round has none: pledges are taken until it closes. If you set one, it is more than the target, ${formatPounds(targetPence)}, and than the ${reached} pledged and matched, in whole pounds.`
  const now = isFull(round, round)
    ? `The stretch target of ${formatPounds(stretchPence)} is reached, so no more pledges are taken unless you raise it.`
    : `It is ${formatPounds(stretchPence)} now.`
  return `${now} You can raise it, in whole pounds, but not lower it. Leave this empty to keep it.`
}
