import { data, type ServerBuild } from '@remix-run/node'
import { requestScope } from '#app/core/log.server.ts'
import type { FormResult } from '#app/ui/form-result.ts'
import { typedIn } from '#app/ui/typed.ts'
import { readAnswers } from './answer.server.ts'
import { saidIn } from './is-refusal.ts'

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
 * back what they typed (decision 070). Nothing else is told than without it.
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
  const refusal = saidIn(thrown) ?? signedOut(thrown, request)
  const answers = refusal && (await findAnswers(request))
  if (!answers) return thrown
  const typed = typedIn(answers)
  return typed.length > 0 ? data({ ...refusal.data, typed }, refusal.init ?? undefined) : thrown
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
