import { data, type ServerBuild } from '@remix-run/node'
import { requestScope } from '#app/core/log.server.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { typedIn } from '#app/ui/typed.ts'
import { readAnswers } from './answer.server.ts'
import { saidIn } from './is-refusal.ts'
import { pageFrame } from './page.server.ts'

type Route = NonNullable<ServerBuild['routes'][string]>
type Handler = NonNullable<Route['module']['loader']>
type Sent = { copy: Request; answers?: Promise<FormResult['values']> }

/** By what was asked, since the page around a form that came back is loaded by a request of its own. */
const aside = new WeakMap<object, Sent>()
const scopeOf = (request: Request) => requestScope() ?? request

/** A form can be read once, and has mostly been read by the time it is refused. */
function setAside(request: Request) {
  if (request.method === 'POST') aside.set(scopeOf(request), { copy: request.clone() })
}

/** What the form held that led here, if one did: on a page, since only a page can give it back. */
export async function findAnswers(request: Request) {
  const sent = aside.get(scopeOf(request))
  return sent && (sent.answers ??= readAnswers(sent.copy))
}

/**
 * Goes around every page: whoever may not send its form any more, and cannot have the page with the form either, gets
 * back what they typed (decision 070). Nothing else is told than without it, but for the frame around the page, which
 * Remix does not load when a form is refused by what it throws.
 */
export function givingBack({ module }: Route, handler: Handler): Handler {
  if (!module.default) return handler
  return async (args) => {
    setAside(args.request)
    try {
      return await handler(args)
    } catch (thrown) {
      throw await withTyped(thrown, args.request)
    }
  }
}

async function withTyped(thrown: unknown, request: Request) {
  const refused = saidIn(thrown)
  const refusal = refused ?? signedOut(thrown, request)
  const answers = refusal && (await findAnswers(request))
  if (!answers) return thrown
  const typed = typedIn(answers)
  if (!refused && typed.length === 0) return thrown
  const around = request.method === 'POST' && { frame: await pageFrame(request) }
  const said = { ...refusal.data, ...(typed.length > 0 && { typed }), ...around }
  return data(said, refusal.init ?? undefined)
}

/** Their session ended, or their last membership, while the form was open: to be led away would lose all of it. */
function signedOut(thrown: unknown, request: Request) {
  const to = thrown instanceof Response ? thrown.headers.get('Location') : null
  if (!to?.startsWith('/sign-in')) return undefined
  const { pathname, search } = new URL(request.url)
  const signIn = `${to.split('?')[0]}?next=${encodeURIComponent(pathname + search)}`
  const error = 'You are signed out, so nothing of what you sent was done.'
  return { data: { error, signIn }, init: { status: 401 } }
}
