import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { closeReport } from '#app/domain/directory/close-report.server.ts'
import { getReport } from '#app/domain/directory/report-queries.server.ts'
import { CloseReportInput } from '#app/domain/directory/report.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choices.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { outcomeNames, reportColumns } from '#app/ui/report.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'A message that was reported'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getReport(actor, idParam(params, 'messageId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, CloseReportInput, async (input) => {
    await closeReport(actor, idParam(params, 'messageId'), input)
    return redirect('/directory/reports?saved')
  })
}

export default function ReportPage() {
  const report = useLoaderData<typeof loader>()
  const { subject, words, sender, senderOrganisation, recipient, others, mayClose } = report
  return (
    <Page back="/directory/reports" subnav={<WorkspaceNav />}>
      <PageTitle
        kicker={`From ${sender.name}, ${senderOrganisation.name}, ${formatDateTime(report.sentAt)}`}
        title={subject ?? heading}
      />
      {words ? (
        <p className="mail-text measure">{words}</p>
      ) : (
        <p className="measure">Its words are no longer kept.</p>
      )}
      <SummaryList
        rows={[
          { name: 'Reported by', value: recipient.name },
          { name: 'When', value: report.reportedAt ? formatDateTime(report.reportedAt) : '' },
          { name: 'What is wrong', value: report.reportReason },
        ]}
      />
      {others.length > 0 && (
        <Section id="others" title="Other reports about the same sender">
          <DataTable
            rows={others}
            keyOf={({ id }) => id}
            label="Other reports about the same sender"
            columns={reportColumns.filter(({ name }) => name !== 'From')}
          />
        </Section>
      )}
      <Section id="decision" title="What the operators make of it">
        {mayClose ? <Close /> : <Outcome />}
      </Section>
    </Page>
  )
}

function Outcome() {
  const { outcome, outcomeReason, closedBy, closedAt, stopId } = useLoaderData<typeof loader>()
  if (!outcome)
    return <Notice>You wrote this message or reported it: another operator decides.</Notice>
  return (
    <Notice title={`${outcomeNames[outcome]}.`}>
      <p>
        By {closedBy?.name}, {closedAt && formatDateTime(closedAt)}: “{outcomeReason}”
      </p>
      {stopId && (
        <p>
          <a href={`/directory/stops/${stopId}`}>For how long they are stopped</a>
        </p>
      )}
    </Notice>
  )
}

function Close() {
  const result = useActionData<FormResult>()
  const field = (name: string) => ({
    ...{ name, error: errorOf(result, name), defaultValue: valueOf(result, name) },
  })
  const lengths = <RadioGroup {...field('stopFor')} label="For how long?" choices={stopChoices} />
  return (
    <Form result={result}>
      <RadioGroup
        {...field('outcome')}
        label="What do you make of it?"
        choices={[
          { value: 'nothing-wrong', label: 'Nothing is wrong with it' },
          { value: 'warned', label: 'Warn the sender', hint: 'They can still write to people.' },
          {
            value: 'stopped',
            label: 'Stop the sender',
            hint: 'They write to nobody in the directory, for whichever organisation they act.',
            follow: lengths,
          },
        ]}
      />
      <TextArea
        {...field('reason')}
        label="Why?"
        hint="Whoever reported it reads this, and the sender if you warn or stop them. Name nobody."
        limit="At most 500 characters."
        rows={4}
      />
      <Buttons>
        <Button>Close the report</Button>
      </Buttons>
    </Form>
  )
}

const stopChoices = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: 'for-good', label: 'For good' },
]
