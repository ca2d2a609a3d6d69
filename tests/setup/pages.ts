import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import { onTestFinished } from 'vitest'
import { sessionCookie } from '#app/domain/auth/session-cookie.server.ts'
import * as entry from '#app/entry.server.tsx'
import * as root from '#app/root.tsx'
import { createApp } from '#app/server/app.ts'
import { guardRoutes } from '#app/web/gate.server.ts'

type Route = NonNullable<ServerBuild['routes'][string]>

/** Modules of `app/routes` by their file, as `import.meta.glob` gives them. */
export type Modules = Record<string, unknown>

/** Some pages of the site as a browser reaches them, edge, gate and frame included; built or not. */
export async function startPages(modules: Modules) {
  const pages = createRequestHandler({
    build: guardRoutes(buildOf(modules)),
    mode: 'production',
    getLoadContext: (request, response) => ({
      nonce: String(response.locals.nonce),
      reference: String(response.locals.reference),
      address: request.ip ?? '',
      isForScript: request.path.endsWith('.data'),
    }),
  })
  const server = createServer(createApp({ pages, assertReady: async () => undefined }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    get: (path: string, token?: string, headers: Record<string, string> = {}) =>
      fetch(origin + path, { headers: { ...headers, ...cookie(token) }, redirect: 'manual' }),
    send: (path: string, form: Record<string, string>, token?: string) =>
      fetch(origin + path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { ...cookie(token), Origin: origin },
        redirect: 'manual',
      }),
  }
}

const cookie = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { Cookie: sessionCookie(token).split(';')[0] ?? '' }

function buildOf(modules: Modules) {
  const routes = Object.entries(modules).map(([file, module]) => routeOf(file, module))
  const frame: Route = { id: 'root', path: '', module: root as unknown as Route['module'] }
  const future = { v3_singleFetch: true, v3_lazyRouteDiscovery: false, v3_relativeSplatPath: true }
  return {
    entry: { module: entry },
    routes: Object.fromEntries([frame, ...routes].map((route) => [route.id, route])),
    assets: { entry: none, routes: manifestOf([frame, ...routes]), url: '', version: '' },
    ...{ publicPath: '/', assetsBuildDirectory: '', basename: '/', isSpaMode: false, future },
  } as unknown as ServerBuild
}

const none = { imports: [], module: '' }

/** What the browser would be told of them, which has no scripts to load. */
const manifestOf = (routes: Route[]) =>
  Object.fromEntries(
    routes.map(({ module, ...place }) => [
      place.id,
      { ...place, ...none, hasErrorBoundary: Boolean(module.ErrorBoundary) },
    ]),
  )

/** `challenges.$slug.pledges[.]csv.ts` answers for `challenges/:slug/pledges.csv`. */
function routeOf(file: string, module: unknown): Route {
  const [name = ''] = /[^/]+(?=\.tsx?$)/.exec(file) ?? []
  const parts = name.split(/\.(?!\])/).filter((part) => part !== '_index')
  const path = parts.map((part) => part.replace(/^\$/, ':').replace('[.]', '.')).join('/')
  const isIndex = name.endsWith('_index')
  const place = isIndex ? { index: true as const } : {}
  return { id: file, parentId: 'root', path, ...place, module: module as Route['module'] }
}
