import type { LoaderFunctionArgs } from '@remix-run/node'
import { getOutboxEmail } from '#app/domain/notifications/queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { idParam, show } from '#app/web/answer.server.ts'

/** A message as mail programs draw it: a document of its own that runs and fetches nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; sandbox"

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return show(async () => {
    const { html } = await getOutboxEmail(idParam(params, 'mailId'))
    return new Response(html, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'private, no-store',
      },
    })
  })
}
