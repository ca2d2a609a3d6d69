import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { blockSender } from '#app/domain/directory/answer-message.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireActor(request)
  return redirect(`/directory/messages/${idParam(params, 'messageId')}`)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const messageId = idParam(params, 'messageId')
  return submit(request, z.object({}), async () => {
    await blockSender(actor, messageId)
    return redirect(`/directory/messages/${messageId}`)
  })
}
