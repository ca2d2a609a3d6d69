import { data, type ServerBuild } from '@remix-run/node'
import { log, requestScope } from '#app/core/log.server.ts'
import { isDatabaseAway } from '#app/core/sql-error.ts'
import type { Away } from '#app/ui/away.tsx'
import { answerProblem } from './api.server.ts'
import { bareFrame } from './page.server.ts'
import { findAnswers } from './sent.server.ts'

type Route = NonNullable<ServerBuild['routes'][string]>
type Handler = NonNullable<Route['module']['loader']>

const headers = { 'Retry-After': '60' }

/** For what scripts ask: there Remix drops the headers of what a route throws. */
export function sayWhenAgain({ status, headers: said }: Response) {
  if (status === 503) said.set('Retry-After', headers['Retry-After'])
}

/** Requests whose own work has begun; before that nobody has been let in, and nothing is done. */
const begun = new WeakSet<Request>()

/** Goes around the work of a route alone, inside its gate. */
export const noteBegun =
  (work: Handler): Handler =>
  (args) => {
    begun.add(args.request)
    return work(args)
  }

/**
 * Goes around everything a route does, its gate too: while there is no database to ask, whatever was asked for is
 * answered 503 with when to come again (decision 068). A form comes back with what was typed.
 */
export function orAway({ path = '', module }: Route, handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler(args)
    } catch (thrown) {
      if (!isDatabaseAway(thrown)) throw thrown
      tellOnce(args.request, thrown)
      if (path.startsWith('api/')) return answerProblem(503, inWords, headers)
      if (!module.default) return asText(args.request)
      throw data({ away: await awayFor(args.request) }, { status: 503, headers })
    }
  }
}

const inWords = 'Solve Once is not available just now. Try again in a minute.'

function asText({ method }: Request) {
  const text = method === 'POST' ? `${inWords} What you sent may not have been done.` : inWords
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${text}\n`, { status: 503, headers: { ...headers, ...plain } })
}

async function awayFor(request: Request): Promise<Away> {
  const frame = bareFrame(request)
  const values = await findAnswers(request)
  if (!values) return { frame }
  const hasKey = values.operationKey !== undefined
  return { frame, sent: { values, hasKey, mayBeDone: begun.has(request) } }
}

const told = new WeakSet<object>()

/** Loaders of one page meet it side by side; it is one trouble, and none of ours. */
function tellOnce(request: Request, error: unknown) {
  const scope = requestScope() ?? request
  if (told.has(scope)) return
  told.add(scope)
  log.warn('There is no database to ask', { error, path: new URL(request.url).pathname })
}
