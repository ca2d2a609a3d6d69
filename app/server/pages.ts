import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import type { ViteDevServer } from 'vite'
import { env } from '#app/core/env.server.ts'
import { guardRoutes } from '#app/web/gate.server.ts'

/** Remix: the built pages, or in development what Vite compiles at each request. */
export async function loadPages(vite?: ViteDevServer): Promise<RequestHandler> {
  return createRequestHandler({
    build: vite ? async () => guardRoutes(await compiled(vite)) : guardRoutes(await built()),
    mode: env.NODE_ENV,
    getLoadContext: (request, response) => ({
      nonce: response.locals.nonce as string,
      reference: response.locals.reference as string,
      address: request.ip ?? '',
      isForScript: request.path.endsWith('.data'),
    }),
  })
}

const compiled = (vite: ViteDevServer) =>
  vite.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild>

const built = () =>
  import(pathToFileURL(path.resolve('build/server/index.js')).href) as Promise<ServerBuild>
