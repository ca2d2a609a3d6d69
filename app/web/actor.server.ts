import { redirect } from '@remix-run/node'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** Who is asking, or undefined when nobody is signed in. */
export async function findActor(request: Request): Promise<Actor | undefined> {
  void request
  return undefined
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
