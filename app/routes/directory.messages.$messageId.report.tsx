import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { reportMessage } from '#app/domain/directory/answer-message.server.ts'
import { getOwnMessage } from '#app/domain/directory/message-queries.server.ts'
import { ReportInput } from '#app/domain/directory/message.ts'
import { Button, Buttons } from '#app/ui/button.tsx'
import { DirectoryNav } from '#app/ui/directory.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { Page, PageTitle } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

const heading = 'Report this message'

export const meta: MetaFunction = () => [{ title: pageTitle(heading) }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { id, sender, senderOrganisation } = await getOwnMessage(
      actor,
      idParam(params, 'messageId'),
    )
    return { id, from: `${sender.name}, ${senderOrganisation.name}` }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const messageId = idParam(params, 'messageId')
  return submit(request, ReportInput, async (input) => {
    await reportMessage(actor, messageId, input)
    return redirect(`/directory/messages/${messageId}`)
  })
}

export default function ReportMessage() {
  const { id, from } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Page back={`/directory/messages/${id}`} subnav={<DirectoryNav />}>
      <Form result={result}>
        <PageTitle
          title={heading}
          lead={`From ${from}. The operators of this site read it, with what you write here, and tell you what they decide. The sender is never told who reported it.`}
        />
        <TextArea
          name="reason"
          label="What is wrong with it?"
          rows={4}
          limit="At most 500 characters."
          error={errorOf(result, 'reason')}
          defaultValue={valueOf(result, 'reason')}
        />
        <Buttons>
          <Button>Report it</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
