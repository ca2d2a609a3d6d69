import type { ServerBuild } from '@remix-run/node'
import { saidIn } from './is-refusal.ts'

type Route = NonNullable<ServerBuild['routes'][string]>
type Handler = NonNullable<Route['module']['loader']>

/**
 * For addresses that show no page. Left to itself, Remix answers a form that was refused there with 200 and raw JSON,
 * and what is thrown with a JSON of its own; pence, which no JSON holds, become a fault. Whoever asks gets the status and
 * a line that a person can read, and JSON of what our scripts look up. The scripts get that as it is.
 */
export function withoutPage({ module }: Route, handler: Handler): Handler {
  if (module.default) return handler
  return async (args) => {
    try {
      const answer = await handler(args)
      if (answer instanceof Response) return answer
      return inWords(answer) ?? (args.context.isForScript ? answer : asJson(answer))
    } catch (thrown) {
      throw inWords(thrown) ?? thrown
    }
  }
}

function inWords(answer: unknown) {
  const refusal = saidIn(answer)
  if (!refusal) return undefined
  const headers = new Headers(refusal.init?.headers)
  headers.set('Content-Type', 'text/plain; charset=utf-8')
  headers.set('Cache-Control', 'no-store')
  return new Response(`${refusal.data.error}\n`, { ...refusal.init, headers })
}

const asJson = (answer: unknown) =>
  new Response(JSON.stringify(answer, pence), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })

const pence = (_name: string, value: unknown) =>
  typeof value === 'bigint' ? value.toString() : value
