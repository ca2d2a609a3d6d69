import { redirect } from '@remix-run/node'
import { requestScope } from '#app/core/log.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { findSignedIn as findByToken } from '#app/domain/auth/find-signed-in.server.ts'
import {
  endedSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '#app/domain/auth/session-cookie.server.ts'
import type { SignedIn } from '#app/domain/auth/signed-in.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** Loaders of one page run side by side, each with its own copy of the request: they share one answer. */
const found = processWide('found', () => new WeakMap<object, Promise<SignedIn | undefined>>())

/** Who is asking and for whom else they may act; never their session or its secret. */
export function findSignedIn(request: Request): Promise<SignedIn | undefined> {
  const scope = requestScope() ?? request
  const answer = found.get(scope) ?? findByToken(tokenOf(request))
  found.set(scope, answer)
  return answer
}

/** Who is asking, or undefined when nobody is signed in. */
export async function findActor(request: Request): Promise<Actor | undefined> {
  return (await findSignedIn(request))?.actor
}

/** Who is asking; somebody signed out is sent to sign in and comes back to the page they wanted. */
export async function requireActor(request: Request): Promise<Actor> {
  const actor = await findActor(request)
  if (actor) return actor
  const { pathname, search } = new URL(request.url)
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : ''
  throw redirect(`/sign-in${next}`)
}

/** Says that a page is public. Answers who is asking, if anybody, for what only they may see on it. */
export const allowAnyone = (request: Request) => findActor(request)

/** The secret in the session cookie. */
export const tokenOf = (request: Request) => readSessionCookie(request.headers.get('Cookie'))

/** Sends somebody on, signed in from now. */
export const redirectSignedIn = (to: string, token: string) =>
  redirect(to, { headers: { 'Set-Cookie': sessionCookie(token) } })

/** Sends somebody out whose session has ended; the browser drops pages it kept, so Back shows nothing of it. */
export const redirectSignedOut = () =>
  redirect('/sign-in?ended=yes', {
    headers: { 'Set-Cookie': endedSessionCookie(), 'Clear-Site-Data': '"cache", "storage"' },
  })
