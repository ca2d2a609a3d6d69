import { data } from '@remix-run/node'
import type { Elsewhere } from '#app/ui/elsewhere.tsx'
import { findSignedIn, suppose } from './actor.server.ts'
import { isRefusal } from './is-refusal.ts'

/**
 * For a page that is not there, or not for them, in the name of whom they act for now: the other organisations of theirs
 * in whose name it would open. The page itself is asked, once for each, so no rule is written twice (decision 066).
 */
export async function findElsewhere(
  request: Request,
  open: () => Promise<unknown>,
): Promise<Elsewhere | undefined> {
  const signedIn = await findSignedIn(request)
  const organisations: Elsewhere['organisations'] = []
  for (const { id, name } of signedIn?.otherOrganisations ?? [])
    if (await suppose(request, id, () => opens(open))) organisations.push({ id, name })
  if (!signedIn || organisations.length === 0) return undefined
  const { pathname, search } = new URL(request.url)
  return { now: signedIn.actor.organisationName, next: pathname + search, organisations }
}

/** With a page, or by leading to one. What is no answer at all is a bug of ours, and flies. */
async function opens(open: () => Promise<unknown>) {
  try {
    return !isRefusal(await open())
  } catch (thrown) {
    if (thrown instanceof Error && !isRefusal(thrown)) throw thrown
    return isRedirect(thrown)
  }
}

const isRedirect = (thrown: unknown) =>
  thrown instanceof Response && thrown.status >= 300 && thrown.status < 400

/** The same answer, which says where else it is. */
export function withElsewhere(refused: unknown, elsewhere: Elsewhere) {
  const { data: said, init } = refused as ReturnType<typeof data<object>>
  return data({ ...said, elsewhere }, init ?? undefined)
}
