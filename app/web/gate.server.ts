import { data, type ServerBuild } from '@remix-run/node'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import { recordRefusal } from '#app/domain/audit/record-refusal.server.ts'
import { networkOf } from '#app/domain/auth/sign-in-request.ts'
import { assertMayReach, type Access } from './access.ts'
import { accessTable } from './access-table.ts'
import { findActor, requireActor } from './actor.server.ts'
import { noteBegun, orAway } from './away.server.ts'
import { findElsewhere, withElsewhere } from './elsewhere.server.ts'
import { isRefusal } from './is-refusal.ts'
import { givingBack } from './sent.server.ts'
import { withoutPage } from './without-page.server.ts'

type Route = NonNullable<ServerBuild['routes'][string]>
type Handler = NonNullable<Route['module']['loader']>
type Args = Parameters<Handler>[0]

/**
 * Stands in front of every loader and action: whoever the table of access does not name gets no
 * further, whatever the route itself asks. A route that is not in the table is nobody's, and says so
 * at the start rather than when somebody opens it. Whoever is refused, here or by the verb, is put on record.
 */
export function guardRoutes(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const noted = noting(route)
    return [id, answering(id === 'root' ? noted : { ...noted, module: guarded(noted) })]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

/** Innermost: that somebody was let in, and that the work of a form has begun. */
function noting(route: Route): Route {
  const { action } = route.module
  return { ...route, module: { ...route.module, ...(action && { action: noteBegun(action) }) } }
}

const around = (route: Route, handler: Handler) =>
  orAway(route, givingBack(route, withoutPage(route, handler)))

/** Outermost, with or without a gate: what is answered without a database, without a page, and without the form's page. */
function answering(route: Route): Route {
  const { loader, action } = route.module
  const answered = {
    ...(loader && { loader: around(route, loader) }),
    ...(action && { action: around(route, action) }),
  }
  return { ...route, module: { ...route.module, ...answered } }
}

function guarded({ path = '', module }: Route): Route['module'] {
  const declared = accessTable[path]
  const { loader, action } = module
  const read = declared?.read
  const send = declared?.send
  if (!read) throw new Error(`app/web/access-table.ts does not say who may read /${path}`)
  if (action && !send) throw new Error(`app/web/access-table.ts does not say who may send /${path}`)
  if (!loader && read !== 'anyone') throw new Error(`/${path} has no loader to keep others out`)
  const isPage = Boolean(module.default)
  const isWatched = read !== 'anyone' || declared.unpublished
  return {
    ...module,
    ...(loader &&
      isWatched && { loader: behind({ access: read, verb: 'read', path, isPage }, loader) }),
    ...(action &&
      send &&
      send !== 'anyone' && {
        action: behind({ access: send, verb: 'send', path, isPage }, action),
      }),
  }
}

const refuseOnPage = ({ kind, message }: Refusal) => data({ error: message }, statusOf[kind])
const refuseAsText = ({ kind, message }: Refusal) =>
  new Response(`${message}\n`, {
    status: statusOf[kind],
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })

/** Which handler of which address this is. */
type Door = {
  access: Access
  verb: 'read' | 'send'
  path: string
  /** What shows no page is a file or data: it is answered in a line that a person can read. */
  isPage: boolean
}

function behind(door: Door, handler: Handler): Handler {
  return async (args) => {
    const open = () => enter(door, args.request, () => handler(args))
    try {
      const answer = await open()
      if (isRefusal(answer)) await note(door, args)
      return answer
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown
      const isLink = door.isPage && door.verb === 'read'
      const elsewhere = isLink ? await findElsewhere(args.request, open) : undefined
      if (elsewhere) throw withElsewhere(thrown, elsewhere)
      await note(door, args)
      throw thrown
    }
  }
}

async function enter({ access, isPage }: Door, request: Request, work: () => unknown) {
  if (access === 'anyone') return work()
  const actor = await requireActor(request)
  try {
    assertMayReach(actor, access)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    throw isPage ? refuseOnPage(thrown) : refuseAsText(thrown)
  }
  return work()
}

/** Pages that everybody signed in may read refuse nobody; what they do not find is no attempt at anything. */
async function note({ access, verb, path }: Door, { request, context }: Args) {
  if (verb === 'read' && typeof access === 'string') return
  const actor = await findActor(request)
  if (!actor) return
  const { pathname } = new URL(request.url)
  await recordRefusal(actor, {
    act: `${verb} ${path}`,
    summary: `Was refused ${verb === 'send' ? 'a form sent to' : 'the page'} ${pathname}`,
    network: networkOf(context.address),
    reference: context.reference,
  })
}
