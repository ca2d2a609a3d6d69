import { data, type ServerBuild } from '@remix-run/node'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import { assertMayReach, type Access } from './access.ts'
import { accessTable } from './access-table.ts'
import { requireActor } from './actor.server.ts'

type Route = NonNullable<ServerBuild['routes'][string]>
type Handler = NonNullable<Route['module']['loader']>

/**
 * Stands in front of every loader and action: whoever the table of access does not name gets no
 * further, whatever the route itself asks. A route that is not in the table is nobody's, and says so
 * at the start rather than when somebody opens it.
 */
export function guardRoutes(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route || id === 'root') return [id, route]
    return [id, { ...route, module: guarded(route) }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

function guarded({ path = '', module }: Route): Route['module'] {
  const declared = accessTable[path]
  const { loader, action } = module
  const read = declared?.read
  const send = declared?.send
  if (!read) throw new Error(`app/web/access-table.ts does not say who may read /${path}`)
  if (action && !send) throw new Error(`app/web/access-table.ts does not say who may send /${path}`)
  if (!loader && read !== 'anyone') throw new Error(`/${path} has no loader to keep others out`)
  // What shows no page is a file or data: it is answered in a line that a person can read.
  const refusal = module.default ? refuseOnPage : refuseAsText
  return {
    ...module,
    ...(loader && { loader: behind(read, loader, refusal) }),
    ...(action && send && { action: behind(send, action, refusal) }),
  }
}

const refuseOnPage = ({ kind, message }: Refusal) => data({ error: message }, statusOf[kind])
const refuseAsText = ({ kind, message }: Refusal) =>
  new Response(`${message}\n`, {
    status: statusOf[kind],
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })

function behind(access: Access, handler: Handler, refusal: (thrown: Refusal) => unknown): Handler {
  if (access === 'anyone') return handler
  return async (args) => {
    const actor = await requireActor(args.request)
    try {
      assertMayReach(actor, access)
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      throw refusal(thrown)
    }
    return handler(args)
  }
}
