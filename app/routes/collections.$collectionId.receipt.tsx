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
import { ReceiptInput, recordReceipt } from '#app/domain/payments/record-receipt.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const headingOf = ({ receivedOn }: { receivedOn?: string | undefined }) =>
  receivedOn ? 'Money received' : 'Record money received'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingOf(data.collection) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    collection: await getCollectionToReceive(actor, idParam(params, 'collectionId')),
    operationKey: newId(),
  }))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, ReceiptInput, async (input) => {
    await recordReceipt(actor, idParam(params, 'collectionId'), input)
    return redirect('/collections')
  })
}

export default function RecordReceipt() {
  const { collection, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const sum = formatPounds(collection.amountPence)
  return (
    <Page back="/collections" subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={collection.reference}
        title={headingOf(collection)}
        lead={`${collection.councilName} pays ${sum} for “${collection.challenge.title}”.`}
      />
      {!collection.isDue ? (
        <Closed />
      ) : (
        <Form result={result}>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <DateField
            name="receivedOn"
            label="The day it came in"
            defaultValue={valueOf(result, 'receivedOn')}
            error={errorOf(result, 'receivedOn')}
          />
          <TextField
            name="bankReference"
            label="Reference on the bank statement"
            defaultValue={valueOf(result, 'bankReference', collection.reference)}
            error={errorOf(result, 'bankReference')}
          />
          <p className="measure">Record it only when the whole {sum} is in.</p>
          <Buttons>
            <Button>Record {sum} received</Button>
            <a href="/collections">Cancel</a>
          </Buttons>
        </Form>
      )}
    </Page>
  )
}

/** It is in, or nobody asks for it any more. */
function Closed() {
  const { collection } = useLoaderData<typeof loader>()
  const { id, receivedOn, bankReference, isFinal } = collection
  if (!receivedOn)
    return (
      <Notice title="Nothing is due.">
        The project ended before this was paid in, so it is not asked for any more.
      </Notice>
    )
  return (
    <>
      <Notice tone="ok" title={`Received on ${formatDay(receivedOn)}.`}>
        Reference on the bank statement: {bankReference}
      </Notice>
      <p>
        {isFinal ? (
          'The project has ended, so this receipt stands.'
        ) : (
          <a href={`/collections/${id}/reversal`}>This was recorded by mistake</a>
        )}
      </p>
    </>
  )
}
