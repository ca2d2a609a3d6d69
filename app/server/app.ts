import path from 'node:path'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { ViteDevServer } from 'vite'
import { env } from '#app/core/env.server.ts'
import { log } from '#app/core/log.server.ts'
import { limitBody } from './body-limit.ts'
import {
  knownMethodsOnly,
  noSideDoors,
  ownFormsOnly,
  ownHostOnly,
  plainAddressesOnly,
  readDataOnly,
  writableAddressesOnly,
} from './guards.ts'
import { refuse } from './refuse.ts'
import { requestLog } from './request-log.ts'
import { newNonce, ownPolicyAlone, securityHeaders } from './security-headers.ts'

export type Edge = {
  /** Answers everything that gets past the guards. */
  pages: RequestHandler
  /** Throws, with the reason, while this process should be sent no visitors. */
  assertReady: () => Promise<void>
  /** In development: compiles pages as they are asked for. */
  vite?: ViteDevServer
}

/** Everything between the socket and Remix, outermost first. */
export function createApp({ pages, assertReady, vite }: Edge): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env.TRUST_PROXY)
  app.set('query parser', 'simple')
  health(app, assertReady)
  app.use(requestLog)
  app.use((_request, response, next) => {
    response.locals.nonce = newNonce()
    next()
  })
  app.use(securityHeaders({ reloading: Boolean(vite) }), ownPolicyAlone)
  app.use(ownHostOnly, plainAddressesOnly, readDataOnly, knownMethodsOnly)
  app.use(noSideDoors, writableAddressesOnly)
  app.use(ownFormsOnly, limitBody)
  app.use(compression())
  if (vite) app.use(vite.middlewares)
  else serveFiles(app)
  app.all('*', pages)
  app.use(lastResort)
  return app
}

function health(app: Express, assertReady: Edge['assertReady']) {
  app.get('/healthz', (_request, response) => void response.type('text').send('ok'))
  app.get('/readyz', (_request, response) => {
    assertReady().then(
      () => response.type('text').send('ready'),
      (reason: Error) =>
        response.status(503).set('Retry-After', '10').type('text').send(reason.message),
    )
  })
}

/**
 * Built files carry their content in their name, so a browser never has to ask again. The name of a
 * folder is answered as one that is not there.
 */
function serveFiles(app: Express) {
  const folder = path.resolve('build/client')
  const files = { index: false, redirect: false } as const
  app.use(
    '/assets',
    express.static(`${folder}/assets`, { ...files, immutable: true, maxAge: '1y' }),
  )
  app.use(express.static(folder, { ...files, maxAge: '1h' }))
}

/** What is wrong with the request and not with us. The last two are asked of files: one kept before, a part of one. */
const titles = new Map([
  [400, 'We could not read this address'],
  [412, 'This file has changed'],
  [416, 'This file has no such part'],
])

/** Reached when a file is asked for wrongly, or Remix itself fails; it shows nothing of the error. */
// eslint-disable-next-line max-params -- Express knows it by its four
const lastResort: ErrorRequestHandler = (error, _request, response, _next) => {
  const said = (error as { status?: number }).status ?? 500
  const status = titles.has(said) ? said : 500
  if (status === 500) log.error('A request failed at the edge', { error })
  if (response.headersSent) return void response.destroy()
  refuse(response, {
    status,
    title: titles.get(status) ?? 'Sorry, there is a problem',
    text: `Try again later. If you tell us about it, give this reference: ${String(response.locals.reference)}`,
  })
}
