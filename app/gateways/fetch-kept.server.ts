import type { CustomFetch, CustomFetchOptions } from 'openid-client'
import { log } from '#app/core/log.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { GatewayDown } from './gateway-down.ts'

type Kept = { status: number; body: string; contentType: string }

const lastGood = processWide('identity-documents', () => new Map<string, Kept>())

/**
 * Fetches, and answers with the last good copy where a provider's public documents (what it can do, its keys) cannot be
 * had now: somebody who signs in need not wait for the end of an outage. Follows nobody elsewhere.
 */
export const fetchKept: CustomFetch = async (url, options) => {
  const isDocument = options.method === 'GET' && !new Headers(options.headers).has('authorization')
  if (!isDocument) return send(url, options)
  try {
    const answer = await send(url, options)
    if (answer.status >= 500) throw new GatewayDown(`${url} answered ${answer.status}`)
    if (answer.status === 200) return await keep(url, answer)
    return answer
  } catch (error) {
    const kept = lastGood.get(url)
    if (!kept) throw error
    log.warn('The kept copy of a document of an identity provider is used', { url, error })
    return answerOf(kept)
  }
}

const send = (url: string, options: CustomFetchOptions) =>
  fetch(url, { ...options, redirect: 'manual' } as RequestInit)

async function keep(url: string, answer: Response) {
  const contentType = answer.headers.get('content-type') ?? 'application/json'
  const kept = { status: answer.status, body: await answer.text(), contentType }
  JSON.parse(kept.body)
  lastGood.set(url, kept)
  return answerOf(kept)
}

const answerOf = ({ status, body, contentType }: Kept) =>
  new Response(body, { status, headers: { 'Content-Type': contentType } })
