import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import { formatDay } from '#app/core/time.ts'
import { getRefund } from '#app/domain/delivery/give-back-queries.server.ts'
import { RefundInput } from '#app/domain/delivery/give-back.ts'
import { recordRefund } from '#app/domain/delivery/record-refund.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DateField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, param, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Refund to ${data.refund.name}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const asked = { reference: param(params, 'reference'), id: idParam(params, 'partId') }
    return { refund: await getRefund(actor, asked), operationKey: newId() }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, RefundInput, async (input) => {
    await recordRefund(actor, idParam(params, 'partId'), input)
    return redirect(`/projects/${param(params, 'reference')}/give-back`)
  })
}

export default function RecordRefund() {
  const { refund, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const { name, pence, project, refundedOn, bankReference, today } = refund
  const back = `/projects/${project.reference}/give-back`
  const sum = formatPoundsExact(pence)
  return (
    <Page back={back}>
      <PageTitle
        kicker={project.reference}
        title={`Refund to ${name}`}
        lead={`${sum} of “${project.challenge.title}” was not spent and goes back to ${name}.`}
      />
      {refundedOn ? (
        <Notice tone="ok" title={`Refunded on ${formatDay(refundedOn)}.`}>
          Reference of the bank transfer: {bankReference}
        </Notice>
      ) : (
        <Form result={result}>
          <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
          <DateField
            name="refundedOn"
            label="The day your bank paid it"
            defaultValue={valueOf(result, 'refundedOn')}
            max={today}
            error={errorOf(result, 'refundedOn')}
          />
          <TextField
            name="bankReference"
            label="Reference of the bank transfer"
            defaultValue={valueOf(result, 'bankReference')}
            error={errorOf(result, 'bankReference')}
          />
          <p className="measure">Record it only once the whole {sum} has left your account.</p>
          <Buttons>
            <Button>Record {sum} refunded</Button>
            <a href={back}>Cancel</a>
          </Buttons>
        </Form>
      )}
    </Page>
  )
}
