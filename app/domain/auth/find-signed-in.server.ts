import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { lucia } from './lucia.server.ts'
import { hashOf, isSecret } from './secret.server.ts'
import { endOf, isOver, isUseWorthNoting, lifetimeOf } from './session.ts'
import { allRoles, signedInAs, type SignedIn } from './signed-in.ts'

/** A live session. Half of one has shown its link or code, and not yet the second factor its person has. */
export type FoundSession = {
  signedIn: SignedIn
  isHalf: boolean
  /** Who they would be if they acted for another of their organisations. Nothing changes by asking. */
  actingFor: (organisationId: string) => SignedIn | undefined
}

/** Who holds this session's secret, while the session lasts. Nobody, while it still waits for a second factor. */
export async function findSignedIn(
  token: string | undefined,
  store: Tx = db,
): Promise<SignedIn | undefined> {
  const found = await findSession(token, store)
  return found && !found.isHalf ? found.signedIn : undefined
}

/** Also half sessions: for the page that asks for the second factor, and to end one. Being asked keeps it from going idle. */
export async function findSession(
  token: string | undefined,
  store: Tx = db,
): Promise<FoundSession | undefined> {
  if (!token || !isSecret(token)) return undefined
  const { session, user } = await lucia(store).validateSession(hashOf(token))
  if (!session) return undefined
  const signedIn = signedInAs(user, session)
  const lifetime = lifetimeOf(allRoles(user))
  const now = clock.real()
  if (!signedIn || isOver(session, lifetime, now)) {
    await lucia(store).invalidateSession(session.id)
    return undefined
  }
  if (isUseWorthNoting(session, now)) {
    const expiresAt = endOf({ ...session, lastUsedAt: now }, lifetime)
    await store.session.updateMany({
      where: { id: session.id },
      data: { lastUsedAt: now, expiresAt },
    })
  }
  return {
    signedIn,
    isHalf: user.hasFactor && !session.provedAt,
    actingFor: (organisationId) => signedInAs(user, { ...session, actingForId: organisationId }),
  }
}
