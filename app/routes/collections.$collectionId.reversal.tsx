import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { getCollectionToReceive } from '#app/domain/delivery/collection-queries.server.ts'
import { takeBackReceipt } from '#app/domain/delivery/take-back-receipt.server.ts'
import { ReversalInput } from '#app/domain/payments/payment.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const title = 'Take back a receipt'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    collection: await getCollectionToReceive(actor, idParam(params, 'collectionId')),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ReversalInput, async (input) => {
    await takeBackReceipt(actor, idParam(params, 'collectionId'), input)
    return redirect('/collections')
  })
}

export default function TakeBackReceipt() {
  const { collection, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const { id, councilName, amountPence, receivedOn, isFinal, reference, challenge } = collection
  const sum = formatPounds(amountPence)
  return (
    <Page back={`/collections/${id}/receipt`} subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={reference}
        title={title}
        lead={`${sum} from ${councilName} for “${challenge.title}”.`}
      />
      {receivedOn && !isFinal ? (
        <Form result={result}>
          <Notice tone="warn" title={`${sum} is due from ${councilName} again.`}>
            It was recorded as received on {formatDay(receivedOn)}. Both stay in the ledger, and no
            milestone can be paid until the money is in.
          </Notice>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <TextArea
            name="reason"
            label="What went wrong"
            rows={3}
            defaultValue={valueOf(result, 'reason')}
            error={errorOf(result, 'reason')}
          />
          <Buttons>
            <Button>Take back the receipt of {sum}</Button>
            <ButtonLink href="/collections" look="second">
              Keep it
            </ButtonLink>
          </Buttons>
        </Form>
      ) : (
        <Notice title="There is nothing to take back.">
          {receivedOn
            ? 'The project has ended and its money is counted, so this receipt stands.'
            : `No money from ${councilName} is recorded as received for this challenge.`}
        </Notice>
      )}
    </Page>
  )
}
