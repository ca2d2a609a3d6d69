import { data, type ServerBuild } from '@remix-run/node'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import { recordRefusal } from '#app/domain/audit/record-refusal.server.ts'
import { networkOf } from '#app/domain/auth/sign-in-request.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { assertMayReach, type Access } from './access.ts'
import { signingOf } from '#app/ui/signing.tsx'
import { accessTable } from './access-table.ts'
import { requireActor } from './actor.server.ts'

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
    ...(loader && { loader: behind({ access: read, verb: 'read', path, refusal }, loader) }),
    ...(action &&
      send && { action: behind({ access: send, verb: 'send', path, refusal }, action) }),
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
  refusal: (no: Refusal) => unknown
}

function behind(door: Door, handler: Handler): Handler {
  if (door.access === 'anyone') return handler
  return async (args) => {
    const actor = await requireActor(args.request)
    try {
      const answer = await enter(door, actor, () => handler(args))
      if (isRefusal(answer)) await note(door, actor, args)
      return answer
    } catch (thrown) {
      if (isRefusal(thrown)) await note(door, actor, args)
      throw thrown
    }
  }
}

async function enter({ access, refusal }: Door, actor: Actor, work: () => unknown) {
  try {
    assertMayReach(actor, access)
  } catch (thrown) {
    throw thrown instanceof Refusal ? refusal(thrown) : thrown
  }
  return work()
}

/**
 * What a route answers or throws, as Remix hands it on, when it says "not you" or "not there". Being asked for a proof is
 * neither.
 */
export function isRefusal(answer: unknown) {
  if (typeof answer !== 'object' || answer === null || signingOf(answer)) return false
  const { status, init } = answer as { status?: unknown; init?: { status?: unknown } | null }
  return [403, 404].some((no) => no === status || no === init?.status)
}

/** Pages that everybody signed in may read refuse nobody; what they do not find is no attempt at anything. */
async function note({ access, verb, path }: Door, actor: Actor, { request, context }: Args) {
  if (verb === 'read' && typeof access === 'string') return
  const { pathname } = new URL(request.url)
  await recordRefusal(actor, {
    act: `${verb} ${path}`,
    summary: `Was refused ${verb === 'send' ? 'a form sent to' : 'the page'} ${pathname}`,
    network: networkOf(context.address),
    reference: context.reference,
  })
}
