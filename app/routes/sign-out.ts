import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { endSession } from '#app/domain/auth/end-session.server.ts'
import { endedSessionCookie } from '#app/domain/auth/session-cookie.server.ts'
import { allowAnyone, tokenOf } from '#app/web/actor.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/')
}

/** Ends the session and has the browser drop pages it kept, so Back shows nothing of it. */
export async function action({ request }: ActionFunctionArgs) {
  await allowAnyone(request)
  await endSession(tokenOf(request))
  return redirect('/sign-in?ended=yes', {
    headers: { 'Set-Cookie': endedSessionCookie(), 'Clear-Site-Data': '"cache", "storage"' },
  })
}
