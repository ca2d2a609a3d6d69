import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { askPasskey } from '#app/domain/auth/ask-passkey.server.ts'
import { AskPasskeyInput } from '#app/domain/auth/passkey.ts'
import { allowAnyone, tokenOf } from '#app/web/actor.server.ts'
import { submit } from '#app/web/answer.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/second-factor')
}

/** What a passkey is to answer, for the script of the page that asks it; also for half a session. */
export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  return submit(request, AskPasskeyInput, async (input) =>
    Response.json(await askPasskey(tokenOf(request), input)),
  )
}
