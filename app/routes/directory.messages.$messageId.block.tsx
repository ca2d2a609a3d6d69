import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { blockSender } from '#app/domain/directory/answer-message.server.ts'
import { getOwnMessage } from '#app/domain/directory/message-queries.server.ts'
import { Confirmation } from '#app/ui/confirmation.tsx'
import { pageTitle, type FormResult } from '#app/ui/form-result.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, submit } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Block an organisation') }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const messageId = idParam(params, 'messageId')
    const { id, senderOrganisation } = await getOwnMessage(actor, messageId)
    return { id, from: senderOrganisation.name }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const messageId = idParam(params, 'messageId')
  return submit(request, z.object({ confirm: z.literal('yes') }), async () => {
    await blockSender(actor, messageId)
    return redirect(`/directory/messages/${messageId}`)
  })
}

export default function BlockSender() {
  const { id, from } = useLoaderData<typeof loader>()
  const result = useActionData<FormResult>()
  return (
    <Confirmation
      result={result}
      title={`Block ${from}?`}
      lead="Nobody who acts for it reaches you by the directory until you unblock it. They are not told."
      back={`/directory/messages/${id}`}
      yes="Block it"
      no="Do not block it"
    />
  )
}
