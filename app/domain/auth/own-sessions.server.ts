import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { nameBrowser } from './browser-name.ts'
import { lucia } from './lucia.server.ts'
import { hashOf } from './secret.server.ts'
import { isOver, lifetimeOf, sessionsAtMost } from './session.ts'
import { allRoles, signedInAs } from './signed-in.ts'

/** One browser somebody is signed in with. Its handle is no secret, nor made from one. */
export type OwnSession = {
  handle: string
  browser: string
  actsFor: string | undefined
  createdAt: Date
  lastUsedAt: Date
  /** Left alone from now on. */
  expiresAt: Date
  /** The one that asks. */
  isThis: boolean
}

const MOST = 100

/** Where the person of this session is signed in, this browser first, then the last used. */
export async function listOwnSessions(token: string | undefined): Promise<OwnSession[]> {
  const id = hashOf(token ?? '')
  const { user } = await lucia().validateSession(id)
  if (!user) return []
  const sessions = await db.session.findMany({
    where: { personId: user.id },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  })
  const lifetime = lifetimeOf(allRoles(user))
  return sessions
    .filter((session) => !isOver(session, lifetime, clock.real()))
    .map(({ handle, createdAt, lastUsedAt, expiresAt, ...session }) => ({
      ...{ handle, createdAt, lastUsedAt, expiresAt },
      browser: nameBrowser(session.userAgent),
      actsFor: signedInAs(user, session)?.actor.organisationName,
      isThis: session.id === id,
    }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis))
}

/** How many browsers the person of this session may be signed in with at once. */
export async function countOwnSessionsAtMost(token: string | undefined) {
  const { user } = await lucia().validateSession(hashOf(token ?? ''))
  return sessionsAtMost(user ? allRoles(user) : [])
}
