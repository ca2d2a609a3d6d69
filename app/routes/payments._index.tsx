import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { newId } from '#app/core/id.ts'
import { formatPounds, formatPoundsExact } from '#app/core/money.ts'
import { formatShortDate } from '#app/core/time.ts'
import { getPaymentsPage, type ListedPayment } from '#app/domain/delivery/payment-queries.server.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { paymentFileStateLabel } from '#app/domain/payments/payment.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { ErrorSummary, Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Payments'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ ...(await getPaymentsPage(actor)), operationKey: newId() }))
}

const MakeInput = z.object({ operationKey: z.uuid() })

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, MakeInput, async ({ operationKey }) => {
    const fileId = await makePaymentFile(actor, operationKey)
    return redirect(`/payments/files/${fileId}`)
  })
}

export default function Payments() {
  const { toApprove, due, files, operationKey } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page subnav={<WorkspaceNav />}>
      {result && <ErrorSummary result={result} />}
      <PageTitle
        title={title}
        lead="Two people approve a payment above the limit. Approved payments go to the bank in a file: one person makes it, another marks it as sent."
      />
      <Section id="to-approve" title="Payments to approve">
        <ToApproveTable waiting={toApprove} />
      </Section>
      <Section id="due" title="Payments due">
        <Due due={due} operationKey={valueOf(result, 'operationKey', operationKey)} />
      </Section>
      <Section id="files" title="Payment files">
        <FileTable files={files} />
      </Section>
    </Page>
  )
}

type PaymentsPage = Awaited<ReturnType<typeof getPaymentsPage>>

const ToApproveTable = ({ waiting }: { waiting: PaymentsPage['toApprove'] }) => (
  <DataTable
    rows={waiting}
    keyOf={({ milestoneId }) => milestoneId}
    label="Each payment that waits for your approval"
    empty={
      <Empty title="No payment waits for your approval">
        A payment comes to you once the lead council has accepted the work.
      </Empty>
    }
    columns={[
      {
        name: 'Milestone',
        show: ({ milestoneId, position, title }) => (
          <a href={`/milestones/${milestoneId}`}>{`${position}. ${title}`}</a>
        ),
      },
      { name: 'To', show: ({ supplierName }) => supplierName },
      { name: 'For', show: ({ challengeTitle }) => challengeTitle },
      { name: 'Your part', show: ({ approval }) => approvalName[approval] },
      { name: 'Since', show: ({ since }) => (since ? formatShortDate(since) : '') },
      { name: 'Sum', show: ({ amountPence }) => formatPoundsExact(amountPence), isNumeric: true },
    ]}
  />
)

const approvalName = { 1: 'First approval', 2: 'Second approval' }

function Due({ due, operationKey }: { due: ListedPayment[]; operationKey: string }) {
  const totalPence = due.reduce((sum, payment) => sum + payment.amountPence, 0n)
  if (due.length === 0)
    return (
      <Empty title="No payment is due">
        A payment is due once the last person it needs has approved it.
      </Empty>
    )
  return (
    <div className="stack">
      <PaymentTable payments={due} />
      <Form>
        <HiddenOperationKey value={operationKey} />
        <Buttons>
          <Button>Make a payment file of {formatPounds(totalPence)}</Button>
        </Buttons>
      </Form>
    </div>
  )
}

const PaymentTable = ({ payments }: { payments: ListedPayment[] }) => (
  <DataTable
    rows={payments}
    keyOf={(payment) => payment.id}
    label="Each payment that is due"
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
      {
        name: 'For',
        show: ({ challengeTitle, milestone }) =>
          `${challengeTitle}, milestone ${milestone.position}`,
      },
      { name: 'Approved', show: ({ approvedAt }) => formatShortDate(approvedAt) },
      { name: 'Sum', show: ({ amountPence }) => formatPoundsExact(amountPence), isNumeric: true },
    ]}
  />
)

const FileTable = ({ files }: { files: PaymentsPage['files'] }) => (
  <DataTable
    rows={files}
    keyOf={(file) => file.id}
    label="Each payment file"
    empty={
      <Empty title="No payment file has been made yet">
        Files show here with who made them, who sent them and the day the bank paid.
      </Empty>
    }
    columns={[
      {
        name: 'File',
        show: ({ id, reference }) => (
          <a href={`/payments/files/${id}`} className="ref">
            {reference}
          </a>
        ),
      },
      { name: 'Made by', show: ({ createdBy }) => createdBy.name },
      { name: 'Made', show: ({ createdAt }) => formatShortDate(createdAt) },
      {
        name: 'Where it stands',
        show: ({ state }) => (
          <Tag tone={state === 'settled' ? 'ok' : 'wait'}>{paymentFileStateLabel[state]}</Tag>
        ),
      },
      { name: 'Payments', show: ({ itemCount }) => itemCount, isNumeric: true },
      { name: 'Sum', show: ({ totalPence }) => formatPoundsExact(totalPence), isNumeric: true },
    ]}
  />
)
