import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  canSetCostCodes,
  councilAccountNames,
  councilAccounts,
  CostCodesInput,
} from '#app/domain/organisations/cost-code.ts'
import { findCostCodes, setCostCodes } from '#app/domain/organisations/set-cost-codes.server.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { SummaryList } from '#app/ui/lists.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Cost codes') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const wasSaved = new URL(request.url).searchParams.has('saved')
  return show(async () => ({
    codes: await findCostCodes(actor),
    canSet: canSetCostCodes(actor),
    wasSaved,
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, CostCodesInput, async (input) => {
    await setCostCodes(actor, input)
    return redirect('/workspace/cost-codes?saved=codes')
  })
}

export default function CostCodesPage() {
  const { codes, canSet, wasSaved } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  const title = (
    <PageTitle
      title="Cost codes"
      lead="What your own finance system calls each kind of account. Every line of your journal export carries its code, beside the budget code of the pledge."
    />
  )
  return (
    <Page subnav={<WorkspaceNav />}>
      {wasSaved && !result && <Notice tone="ok" isAnswer title="Cost codes saved." />}
      {canSet ? (
        <Form result={result}>
          {title}
          {councilAccountNames.map((kind) => (
            <TextField
              key={kind}
              name={kind}
              label={councilAccounts[kind].name}
              hint={councilAccounts[kind].hint}
              error={errorOf(result, kind)}
              defaultValue={valueOf(result, kind, codes[kind])}
            />
          ))}
          <Buttons>
            <Button>Save cost codes</Button>
          </Buttons>
        </Form>
      ) : (
        <>
          {title}
          <SummaryList
            rows={councilAccountNames.map((kind) => ({
              name: councilAccounts[kind].name,
              value: codes[kind],
            }))}
          />
          <p className="muted">An administrator of your council can change them.</p>
        </>
      )}
      <p className="btns">
        <a href="/workspace/journals.csv">Download your journals (CSV)</a>
        <a href="/workspace/statement">Back to your statement</a>
      </p>
    </Page>
  )
}
