import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { endSessionsByProvider } from '#app/domain/auth/end-sessions-elsewhere.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return redirect('/')
}

/** A provider says that somebody signed out there. It answers to the signature, and to nobody signed in. */
export async function action({ request, params }: ActionFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => {
    const message = await messageIn(request)
    const taken = await endSessionsByProvider(param(params, 'provider'), message)
    const status = taken.counted ? 200 : taken.why === 'down' ? 503 : 400
    return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } })
  })
}

async function messageIn(request: Request) {
  try {
    return new URLSearchParams(await request.text()).get('logout_token') ?? ''
  } catch {
    return ''
  }
}
