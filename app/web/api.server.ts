import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { env } from '#app/core/env.server.ts'
import { Refusal, statusOf } from '#app/core/refusal.ts'
import type { Problem } from '#app/domain/open-data/endpoints.ts'
import { readParameters, type Page } from '#app/domain/open-data/page-request.ts'

/** Public data: any site may read it, and caches may keep it for a minute. */
const openHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link',
  'Cache-Control': 'public, max-age=60',
}

type List<P extends z.ZodType> = { parameters: P; answer: z.ZodType }

/** Answers a page of a list, with the address of the next one. */
export function answerList<P extends z.ZodType>(
  request: Request,
  { parameters, answer }: List<P>,
  work: (asked: z.output<P>) => Promise<Page<unknown>>,
) {
  return orProblem(async () => {
    const { pathname, searchParams } = new URL(request.url)
    const { data, next } = await work(readParameters(parameters, searchParams))
    if (!next) return answerJson(request, answer.parse({ data, links: { next: null } }))
    searchParams.set('cursor', next)
    const url = `${env.APP_URL}${pathname}?${searchParams}`
    const whole = answer.parse({ data, links: { next: url } })
    return answerJson(request, whole, { Link: `<${url}>; rel="next"` })
  })
}

/** Answers one thing. */
export const answerOne = (
  request: Request,
  { answer }: { answer: z.ZodType },
  work: () => Promise<unknown>,
) => orProblem(async () => answerJson(request, answer.parse(await work())))

/** A JSON answer with its ETag; 304 to whoever has it already. */
export function answerJson(request: Request, whole: unknown, more: Record<string, string> = {}) {
  const text = JSON.stringify(whole)
  // Weak, because the answer may be compressed on its way.
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = { ...openHeaders, ...more, ETag: etag }
  if (hasAlready(request, etag)) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

const hasAlready = (request: Request, etag: string) =>
  (request.headers.get('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one === etag || `W/${one}` === etag)

const titles: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  503: 'Service unavailable',
}

/** For programs: a Refusal becomes a problem. A query that is wrong is a bad request, not a form. */
export async function orProblem(work: () => Promise<Response>) {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return answerProblem(thrown.kind === 'invalid' ? 400 : statusOf[thrown.kind], thrown.message)
  }
}

/** RFC 9457. */
export function answerProblem(status: number, detail: string, more: Record<string, string> = {}) {
  const title = titles[status] ?? 'Problem'
  const problem: z.output<typeof Problem> = { type: 'about:blank', title, status, detail }
  const headers = {
    ...openHeaders,
    ...more,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json',
  }
  return new Response(JSON.stringify(problem), { status, headers })
}
