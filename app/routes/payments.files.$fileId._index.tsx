import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatPounds, formatPoundsExact } from '#app/core/money.ts'
import { formatDateTime } from '#app/core/time.ts'
import { getPaymentFilePage } from '#app/domain/delivery/payment-queries.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import {
  FileStepInput,
  settlePaymentFile,
} from '#app/domain/delivery/settle-payment-file.server.ts'
import { paymentFileStateLabel } from '#app/domain/payments/payment.ts'
import { Button, Buttons, ButtonLink } from '#app/ui/button.tsx'
import { DateField } from '#app/ui/field.tsx'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Payment file ${data.file.reference}` : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getPaymentFilePage(actor, idParam(params, 'fileId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, FileStepInput, async (input) => {
    const fileId = idParam(params, 'fileId')
    if (input.step === 'sent') await sendPaymentFile(actor, fileId)
    else await settlePaymentFile(actor, fileId, input)
    return redirect(`/payments/files/${fileId}`)
  })
}

type FilePage = Awaited<ReturnType<typeof getPaymentFilePage>>

export default function PaymentFile() {
  const { file, payments, today } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const sum = formatPounds(file.totalPence)
  return (
    <Page
      subnav={<WorkspaceNav />}
      crumbs={[{ href: '/payments', name: 'Payments' }]}
      crumbTitle={file.reference}
    >
      {result && <ErrorSummary result={result} />}
      <PageTitle
        kicker={paymentFileStateLabel[file.state]}
        title={`Payment file ${file.reference}`}
        lead={`${file.itemCount} ${file.itemCount === 1 ? 'payment' : 'payments'}, ${sum}.`}
      />
      <div className="measure">
        <Facts facts={factsOf(file)} />
      </div>
      <Buttons>
        <ButtonLink look="second" href={`/payments/files/${file.id}/content`} download>
          Download the file (CSV)
        </ButtonLink>
      </Buttons>
      <Section id="payments" title="Payments in this file">
        <DataTable
          rows={payments}
          keyOf={(payment) => payment.id}
          label="Each payment in this file"
          columns={[
            {
              name: 'Payment',
              show: ({ reference, milestone }) => (
                <a href={`/milestones/${milestone.id}`} className="ref">
                  {reference}
                </a>
              ),
            },
            { name: 'To', show: ({ supplierName }) => supplierName },
            { name: 'For', show: ({ milestone }) => milestone.title },
            {
              name: 'Sum',
              show: ({ amountPence }) => formatPoundsExact(amountPence),
              isNumeric: true,
            },
          ]}
          total={{ name: 'Total', values: [formatPoundsExact(file.totalPence)] }}
        />
      </Section>
      {file.state !== 'settled' && (
        <Section id="next" title="What comes next">
          <NextStep file={file} today={today} result={result} />
        </Section>
      )}
    </Page>
  )
}

type NextStepProps = { file: FilePage['file']; today: string; result: FormResult | undefined }

function NextStep({ file, today, result }: NextStepProps) {
  const sum = formatPounds(file.totalPence)
  if (file.state === 'sent')
    return (
      <Form>
        <input type="hidden" name="step" value="settled" />
        <DateField
          name="settledOn"
          label="The day the bank paid"
          hint="As on the bank statement, usually 2 working days after it was sent."
          defaultValue={valueOf(result, 'settledOn')}
          max={today}
          error={errorOf(result, 'settledOn')}
        />
        <Buttons>
          <Button>Mark {sum} as paid</Button>
        </Buttons>
      </Form>
    )
  if (!file.canSend)
    return <Notice>You made this file. Somebody else marks it as sent to the bank.</Notice>
  return (
    <Form>
      <input type="hidden" name="step" value="sent" />
      <p className="measure">
        Compare the file with the payments above and give it to the bank. Marking it as sent tells
        each supplier that its money is on its way.
      </p>
      <Buttons>
        <Button>Mark {sum} as sent to the bank</Button>
      </Buttons>
    </Form>
  )
}

const factsOf = (file: FilePage['file']) => [
  { name: 'Made', value: `${file.createdBy.name}, ${formatDateTime(file.createdAt)}` },
  ...(file.sentAt
    ? [{ name: 'Sent', value: `${file.sentBy?.name}, ${formatDateTime(file.sentAt)}` }]
    : []),
  ...(file.settledAt
    ? [{ name: 'Paid', value: `${file.settledBy?.name}, ${formatDateTime(file.settledAt)}` }]
    : []),
  { name: 'Fingerprint (SHA-256)', value: <span className="ref">{file.sha256.slice(0, 16)}</span> },
]
