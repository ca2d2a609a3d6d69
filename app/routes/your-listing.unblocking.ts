import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { unblockOrganisation } from '#app/domain/directory/answer-message.server.ts'
import { BlockInput } from '#app/domain/directory/message.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { submit } from '#app/web/answer.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return redirect('/your-listing')
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, BlockInput, async ({ organisationId }) => {
    await unblockOrganisation(actor, organisationId)
    return redirect('/your-listing?saved=unblocked')
  })
}
