import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { env } from '#app/core/env.server.ts'
import { isData, notFound, refuse } from './refuse.ts'

/** What stands in front of Remix, and why: README.md. */

const ourHost = new URL(env.APP_URL).host
const isLocal = (host: string) => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
const localToo = env.NODE_ENV !== 'production' || isLocal(ourHost)

const isOurHost = (host: string) =>
  host === ourHost || (localToo && isLocal(host) && URL.canParse(`http://${host}`))

/** Only our own name is answered, so no link we build can point anywhere else. */
export function ownHostOnly(request: Request, response: Response, next: NextFunction) {
  delete request.headers['x-forwarded-host']
  if (isOurHost(request.headers.host ?? '')) return next()
  refuse(response, {
    status: 421,
    title: 'Wrong address',
    text: 'This site does not answer to the address you used.',
  })
}

/** Before it looks for a route, Remix takes away dots that stand for a folder, and reads a backslash as a slash. */
const readDifferently = /\\|\/(\.|%2e){1,2}(\/|$)/i

/**
 * The guards and Remix must read one address. With dots in it they would not: what lies behind `/webhooks/../` needs
 * a form of our own page, and would not be asked for one. Browsers send no such address, and always begin with a slash.
 */
export function plainAddressesOnly(request: Request, response: Response, next: NextFunction) {
  const [path = ''] = request.url.split(/[?#]/)
  if (path.startsWith('/') && !readDifferently.test(path)) return next()
  refuse(response, {
    status: 400,
    title: 'We could not read this address',
    text: 'If you typed the address, check it is right.',
  })
}

const methods = ['GET', 'HEAD', 'POST']

export function knownMethodsOnly(request: Request, response: Response, next: NextFunction) {
  if (methods.includes(request.method)) return next()
  response.set('Allow', methods.join(', '))
  refuse(response, {
    status: 405,
    title: 'Not possible',
    text: 'Pages can be read, and forms sent. Nothing else.',
  })
}

const readingMethods = 'GET, HEAD, OPTIONS'

/** Public data can be read, from any site, and nothing else. */
export function readDataOnly(request: Request, response: Response, next: NextFunction) {
  if (!isData(request.path)) return next()
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  response.set('Allow', readingMethods)
  if (request.method !== 'OPTIONS')
    return refuse(response, {
      status: 405,
      title: 'Method not allowed',
      text: 'This data can be read with GET or HEAD. Nothing else.',
    })
  response.set('Access-Control-Allow-Origin', '*')
  response.set('Access-Control-Allow-Methods', readingMethods)
  response.set('Access-Control-Allow-Headers', 'Accept, If-None-Match')
  response.set('Access-Control-Max-Age', '86400').status(204).end()
}

/** Doors of Remix that we do not use: one can hold the server for seconds, the other skips checks. */
export function noSideDoors(request: Request, response: Response, next: NextFunction) {
  if (request.path.startsWith('/__manifest') || '_data' in request.query)
    return refuse(response, notFound)
  next()
}

/** PostgreSQL keeps no text with this character, so no address of ours holds it. */
export function writableAddressesOnly(request: Request, response: Response, next: NextFunction) {
  if (/%00/.test(request.url)) return refuse(response, notFound)
  next()
}

/** A signed message from another service: its route checks the signature instead. */
const isSigned = (request: Request) => request.path.startsWith('/webhooks/')

/** A form that changes something must come from one of our own pages. */
export const ownFormsOnly: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || isSigned(request) || isFromOurPage(request)) return next()
  refuse(response, {
    status: 403,
    title: 'This form came from somewhere else',
    text: 'Nothing has changed. Go back, reload the page and send the form again.',
  })
}

/** Browsers say one or the other on every form. Both must be right when both are there. */
function isFromOurPage({ headers }: Request) {
  const site = headers['sec-fetch-site']
  const { origin } = headers
  if (site !== undefined && site !== 'same-origin') return false
  if (origin !== undefined) return isOurOrigin(origin, headers.host ?? '')
  return site === 'same-origin'
}

function isOurOrigin(origin: string, host: string) {
  if (origin === env.APP_URL) return true
  return localToo && isLocal(host) && origin === `http://${host}`
}
