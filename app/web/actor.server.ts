import { AsyncLocalStorage } from 'node:async_hooks'
import { redirect } from '@remix-run/node'
import { requestScope } from '#app/core/log.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { findSession, type FoundSession } from '#app/domain/auth/find-signed-in.server.ts'
import {
  endedSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '#app/domain/auth/session-cookie.server.ts'
import type { SignedIn } from '#app/domain/auth/signed-in.ts'
import type { StartedSession } from '#app/domain/auth/start-session.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** Loaders of one page run side by side, each with its own copy of the request: they share one answer. */
const found = processWide('found', () => new WeakMap<object, Promise<FoundSession | undefined>>())

function findOnce(request: Request) {
  const scope = requestScope() ?? request
  const answer = found.get(scope) ?? findSession(tokenOf(request))
  found.set(scope, answer)
  return answer
}

const supposed = processWide('supposed', () => new AsyncLocalStorage<SignedIn>())

/** Who is asking and for whom else they may act; never their session or its secret. */
export async function findSignedIn(request: Request): Promise<SignedIn | undefined> {
  const instead = supposed.getStore()
  if (instead) return instead
  const session = await findOnce(request)
  return session && !session.isHalf ? session.signedIn : undefined
}

/** Does this as if they acted for another of their organisations; what they act for does not change. */
export async function suppose<T>(request: Request, organisationId: string, work: () => Promise<T>) {
  const instead = (await findOnce(request))?.actingFor(organisationId)
  return instead && supposed.run(instead, work)
}

/** Whether whoever asks has shown a link or a code, and not yet the second factor they have. */
export async function isHalfSignedIn(request: Request) {
  return (await findOnce(request))?.isHalf ?? false
}

/** Who is asking, or undefined when nobody is signed in. */
export async function findActor(request: Request): Promise<Actor | undefined> {
  return (await findSignedIn(request))?.actor
}

/**
 * Who is asking; somebody signed out, or half signed in, is sent to sign in and comes back to the page they wanted.
 */
export async function requireActor(request: Request): Promise<Actor> {
  const actor = await findActor(request)
  if (actor) return actor
  const { pathname, search } = new URL(request.url)
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
  throw redirect(`${(await isHalfSignedIn(request)) ? SECOND_FACTOR : '/sign-in'}${next}`)
}

/** Says that a page is public. Answers who is asking, if anybody, for what only they may see on it. */
export const allowAnyone = (request: Request) => findActor(request)

/** The secret in the session cookie. */
export const tokenOf = (request: Request) => readSessionCookie(request.headers.get('Cookie'))

/** Sends somebody on who has just signed in: first to show, or to set up, the second factor that they need. */
export function redirectStarted(
  { token, isHalf, heldBack }: StartedSession,
  to: string,
  setCookie?: string,
) {
  const first = isHalf ? SECOND_FACTOR : heldBack.length > 0 ? '/second-factor' : undefined
  const answer = redirectSignedIn(first ? `${first}?next=${encodeURIComponent(to)}` : to, token)
  if (setCookie) answer.headers.append('Set-Cookie', setCookie)
  return answer
}

const SECOND_FACTOR = '/sign-in/second-factor'

/** Sends somebody on, signed in from now. */
export const redirectSignedIn = (to: string, token: string) =>
  redirect(to, { headers: signedInHeaders(token) })

/** For an answer that comes with a session's new secret. */
export const signedInHeaders = (token: string) => ({ 'Set-Cookie': sessionCookie(token) })

/** Sends somebody out whose session has ended; the browser drops pages it kept, so Back shows nothing of it. */
export const redirectSignedOut = (why: 'ended' | 'erased' = 'ended') =>
  redirect(`/sign-in?${why}=yes`, {
    headers: { 'Set-Cookie': endedSessionCookie(), 'Clear-Site-Data': '"cache", "storage"' },
  })
