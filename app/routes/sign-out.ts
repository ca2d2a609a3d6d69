import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { endSession } from '#app/domain/auth/end-session.server.ts'
import { allowAnyone, redirectSignedOut, tokenOf } from '#app/web/actor.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/')
}

/** Ends the session. */
export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  await endSession(tokenOf(request))
  return redirectSignedOut()
}
