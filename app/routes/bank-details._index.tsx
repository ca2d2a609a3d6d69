import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { BankDetailsChangeInput } from '#app/domain/payments/bank-details.ts'
import {
  confirmBankDetails,
  stopBankDetails,
} from '#app/domain/payments/confirm-bank-details.server.ts'
import { listBankDetailsChanges } from '#app/domain/payments/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { errorOf, pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { ErrorSummary, Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Changes of bank details'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    changes: await listBankDetailsChanges(actor),
    done: new URL(request.url).searchParams.get('done'),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, BankDetailsChangeInput, async ({ what, which }) => {
    await (what === 'stop' ? stopBankDetails : confirmBankDetails)(actor, which)
    return redirect(`/bank-details?done=${what}`)
  })
}

/** What waits for whoever looks: of their own organisation, and for operators of every one. */
export default function BankDetailsChanges() {
  const { changes, done } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/workspace" subnav={<WorkspaceNav />}>
      {result && <ErrorSummary result={result} />}
      {done && !result && (
        <Notice tone="ok" isAnswer>
          {done === 'stop'
            ? 'It is stopped. Payments go to the account they went to before.'
            : 'It is confirmed, and everybody concerned is told.'}
        </Notice>
      )}
      <PageTitle
        title={title}
        lead="New bank details wait three days, and for a second person. Until then payments go to the old account, and anybody of the organisation stops the change."
      />
      {changes.length === 0 && (
        <Empty level={2} title="No change waits">
          Nothing is to be done here.
        </Empty>
      )}
      {changes.map((change) => (
        <Change key={change.id} change={change} result={result} />
      ))}
    </Page>
  )
}

type ChangeProps = {
  change: Awaited<ReturnType<typeof listBankDetailsChanges>>[number]
  result: FormResult | undefined
}

function Change({ change, result }: ChangeProps) {
  const { id, organisationName, askedByName, confirmedByName, mayConfirm } = change
  return (
    <Section id={id} title={organisationName}>
      <SummaryList
        rows={[
          { name: 'Name on the account', value: change.accountName },
          { name: 'Sort code', value: change.sortCode },
          { name: 'Account number', value: change.accountNumber },
          { name: 'Asked for', value: `${askedByName}, ${formatDateTime(change.askedAt)}` },
          { name: 'Second person', value: confirmedByName ?? 'Not yet' },
          { name: 'In use from', value: `${formatDateTime(change.dueAt)}, once confirmed` },
        ]}
      />
      {mayConfirm && (
        <Form>
          <input type="hidden" name="which" value={id} />
          <Checkbox
            name="isChecked"
            label="I asked whoever wants this, in person or on a number I knew before, and the account is right"
            error={errorOf(result, 'isChecked')}
          />
          <Buttons>
            <Button name="what" value="confirm">
              Confirm the account
            </Button>
          </Buttons>
        </Form>
      )}
      <form method="post">
        <input type="hidden" name="which" value={id} />
        <Button name="what" value="stop" look="second">
          Stop the change
        </Button>
      </form>
    </Section>
  )
}
