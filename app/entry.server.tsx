import { PassThrough } from 'node:stream'
import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { log } from '#app/core/log.server.ts'
import { PageContext } from '#app/nonce.ts'
import { sayWhenAgain } from '#app/web/away.server.ts'
import { isFormToMend, markTitles } from './error-title.ts'

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface AppLoadContext {
    nonce: string
    reference: string
    /** Where the request came from, as far as we trust our proxies to say. */
    address: string
    /** Asked for by a script of our pages, and not as a document. */
    isForScript: boolean
  }
}

export const streamTimeout = 5_000

type Page = { request: Request; headers: Headers; remix: EntryContext; page: AppLoadContext }

// eslint-disable-next-line max-params -- Remix fixes these five
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  page: AppLoadContext,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  keepWhenAgain(headers, remix)
  keepPrivate(headers)
  return render({ request, headers, remix: withTitles(remix), page }, status)
}

/** Remix drops what a route says of its page unless the page asks for it, and what is thrown has no page. */
function keepWhenAgain(headers: Headers, { staticHandlerContext: context }: EntryContext) {
  const all = [context.actionHeaders, context.loaderHeaders].flatMap((each) => Object.values(each))
  const seconds = all.map((each) => each.get('Retry-After')).find(Boolean)
  if (seconds) headers.set('Retry-After', seconds)
}

function withTitles(remix: EntryContext): EntryContext {
  const hasFailed = isFormToMend(remix.staticHandlerContext.actionData)
  return { ...remix, routeModules: markTitles(remix.routeModules, () => hasFailed) }
}

function render({ request, headers, remix, page }: Page, status: number) {
  const { nonce, reference } = page
  const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
  return new Promise<Response>((resolve, reject) => {
    let statusNow = status
    const { pipe, abort } = renderToPipeableStream(
      <PageContext.Provider value={{ nonce, reference }}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </PageContext.Provider>,
      {
        nonce,
        [ready]() {
          const body = new PassThrough()
          // A timer left running keeps the whole page in memory until it fires.
          body.once('close', () => clearTimeout(timer))
          const stream = createReadableStreamFromReadable(body)
          resolve(new Response(stream, { headers, status: statusNow }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          statusNow = 500
          if (!request.signal.aborted) log.error('A page could not be drawn', { error })
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1000)
  })
}

export function handleDataRequest(response: Response) {
  sayWhenAgain(response)
  keepPrivate(response.headers)
  return response
}

/** A bug: logged once, here. The visitor sees the reference, which the log line carries too. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs) {
  // A page that is not there, or not for this person, is an answer; the request's own line has its status.
  const isAnswer = isRouteErrorResponse(error) && error.status < 500
  if (!isAnswer && !request.signal.aborted)
    log.error('A request failed', { error, path: new URL(request.url).pathname })
}

/** A page may show what only its reader may see; one that is public says so itself. */
function keepPrivate(headers: Headers) {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
}
