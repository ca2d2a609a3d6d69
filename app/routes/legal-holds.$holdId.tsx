import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formatDateTime } from '#app/core/time.ts'
import { endLegalHold } from '#app/domain/audit/end-legal-hold.server.ts'
import { getLegalHold } from '#app/domain/audit/hold-queries.server.ts'
import { EndHoldInput } from '#app/domain/audit/legal-hold.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { WorkspaceNav } from '#app/ui/workspace-nav.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const title = 'End this legal hold?'
export const meta: MetaFunction = () => [{ title: pageTitle(title) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(() => getLegalHold(actor, idParam(params, 'holdId')))
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, EndHoldInput, async (input) => {
    await endLegalHold(actor, idParam(params, 'holdId'), input)
    return redirect('/legal-holds')
  })
}

export default function EndLegalHold() {
  const { of, reason, source, setAt, setByName } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back="/legal-holds" subnav={<WorkspaceNav />}>
      <Form result={result}>
        <PageTitle
          title={title}
          lead={`On ${of}, since ${formatDateTime(setAt)}. What is past its time is deleted the next night, and nobody can bring it back.`}
        />
        <p className="measure">
          {reason} Asked for by {source}. Set by {setByName}.
        </p>
        <TextArea
          name="reason"
          label="Why it ends"
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button>End the hold</Button>
          <a href="/legal-holds">Keep it</a>
        </Buttons>
      </Form>
    </Page>
  )
}
