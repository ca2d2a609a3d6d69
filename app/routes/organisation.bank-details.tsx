import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { newId } from '#app/core/id.ts'
import { formatDay } from '#app/core/time.ts'
import { BankDetailsInput } from '#app/domain/payments/bank-details.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { findBankDetails, hasBankDetailsChange } from '#app/domain/payments/queries.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choices.tsx'
import { TextField } from '#app/ui/field.tsx'
import { ErrorSummary, Form, HiddenOperationKey } from '#app/ui/form.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { SummaryList } from '#app/ui/lists.tsx'
import { Empty, Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

const title = 'Bank details'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({
    organisationName: actor.organisationName,
    details: await findBankDetails(actor),
    isWaiting: await hasBankDetailsChange(actor),
    operationKey: newId(),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, BankDetailsInput, async (input) => {
    await changeBankDetails(actor, input)
    const waits = await hasBankDetailsChange(actor)
    return redirect(waits ? '/bank-details' : '/organisation/bank-details?done=changed')
  })
}

export default function BankDetails() {
  const { organisationName, details, isWaiting } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const [search] = useSearchParams()
  return (
    <Page subnav={<WorkspaceNav />}>
      {result && <ErrorSummary result={result} />}
      {search.get('done') === 'changed' && !result && (
        <Notice tone="ok" isAnswer title="The bank details are saved." />
      )}
      <PageTitle title={title} lead={`The account of ${organisationName}.`} />
      {isWaiting && (
        <Notice tone="warn" title="A change waits.">
          <p>
            <a href="/bank-details">See it, confirm it or stop it</a>
          </p>
        </Notice>
      )}
      <Section id="current" title="In use now">
        {details ? (
          <SummaryList
            rows={[
              { name: 'Name on the account', value: details.accountName },
              { name: 'Sort code', value: details.sortCode },
              { name: 'Account number', value: details.accountNumber },
              {
                name: 'Added',
                value: `${details.addedByName}, ${formatDay(details.addedAt)}`,
              },
            ]}
          />
        ) : (
          <Empty title="No bank details yet">Add them below before money can move.</Empty>
        )}
      </Section>
      <Section id="change" title={details ? 'Change them' : 'Add them'}>
        <ChangeForm hasDetails={details !== null} result={result} />
      </Section>
    </Page>
  )
}

type ChangeFormProps = { hasDetails: boolean; result: FormResult | undefined }

function ChangeForm({ hasDetails, result }: ChangeFormProps) {
  const { operationKey } = useLoaderData<typeof loader>()
  const text = (name: string) => ({
    name,
    defaultValue: valueOf(result, name),
    error: errorOf(result, name),
    autoComplete: 'off',
    spellCheck: false,
  })
  return (
    <Form>
      <HiddenOperationKey value={valueOf(result, 'operationKey', operationKey)} />
      {hasDetails && (
        <Notice tone="warn" title="A change waits three days, and for a second person.">
          Everybody of your organisation is mailed at once and can stop it. Payments go to the old
          account until then; claims that wait for payment have to be made again afterwards.
        </Notice>
      )}
      <TextField
        {...text('accountName')}
        label="Name on the account"
        hint="As on the bank statement, 18 characters at most"
        width="mid"
      />
      <TextField
        {...text('sortCode')}
        label="Sort code"
        hint="6 digits, like 30-94-30"
        width="short"
        inputMode="numeric"
      />
      <TextField
        {...text('accountNumber')}
        label="Account number"
        hint="8 digits. Put zeros in front of a shorter number"
        width="short"
        inputMode="numeric"
      />
      <Checkbox
        name="isConfirmed"
        label="This account belongs to our organisation, and I checked it with a colleague"
        isChecked={valueOf(result, 'isConfirmed') === 'yes'}
        error={errorOf(result, 'isConfirmed')}
      />
      <Buttons>
        <Button>{hasDetails ? 'Change the bank details' : 'Add the bank details'}</Button>
      </Buttons>
    </Form>
  )
}
