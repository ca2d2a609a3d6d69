import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { endOldestSessions, lockSessions } from './end-oldest-sessions.server.ts'
import { signedOut } from './factor-refusals.ts'
import { lucia } from './lucia.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { sessionsAtMost } from './session.ts'
import { allRoles } from './signed-in.ts'

/**
 * Gives a session a new secret as its powers rise, so that a copy of the old cookie rises with nobody's (ASVS 5.0,
 * 7.2.4). It ends when the old one would have.
 */
export async function proveSession(tx: Tx, token: string, provedAt: Date | null = clock.real()) {
  const { session, user } = await lucia(tx).validateSession(hashOf(token))
  invariant(session, 'the session was found a moment ago')
  const { actingForId, createdAt, lastUsedAt, expiresAt, absoluteExpiresAt } = session
  const { userAgent, issuer, issuerSessionHash } = session
  const raised = newSecret()
  await lockSessions(tx, user.id)
  // Ended meanwhile, here or by the provider it came by, it must not come back with another secret.
  const { count } = await tx.session.deleteMany({ where: { id: session.id } })
  if (count === 0) throw signedOut()
  await lucia(tx).createSession(
    user.id,
    {
      ...{ actingForId, createdAt, lastUsedAt, expiresAt, absoluteExpiresAt },
      ...{ userAgent, issuer, issuerSessionHash, provedAt },
    },
    { sessionId: hashOf(raised) },
  )
  const atMost = sessionsAtMost(allRoles(user))
  await endOldestSessions(tx, { personId: user.id, newest: hashOf(raised), atMost })
  return raised
}

/** What its owner did to a factor: their other browsers have to show it anew, so they are signed out. */
export async function endOtherSessions(tx: Tx, personId: string, token: string) {
  await tx.session.deleteMany({ where: { personId, id: { not: hashOf(token) } } })
}
