import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { endOldestSessions, lockSessions } from './end-oldest-sessions.server.ts'
import { findSession, type FoundSession } from './find-signed-in.server.ts'
import { noteBrowser } from './known-browser.server.ts'
import { lucia } from './lucia.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { endOf, lifetimeOf, sessionsAtMost } from './session.ts'
import type { SignedIn } from './signed-in.ts'

export type SignIn = {
  personId: string
  /** "Signed in with an emailed link": what the audit trail says. */
  how: string
  userAgent?: string | undefined
  /** As if the second factor had been shown: only where a person is chosen and nothing is proved. */
  isProved?: boolean
  /** The secret of the browser's long-lived cookie. */
  knownBrowser?: string | undefined
  /** Of the identity provider it came by: signing out there ends it. */
  issuer?: string | undefined
  /** What that provider calls its own session: the end of that one ends it, too. */
  issuerSession?: string | undefined
  /** The organisation they have just come into; left out, the first of theirs. */
  actingForId?: string | undefined
}

/** A session just started, and what it still waits for. */
export type StartedSession = { token: string; actor: Actor } & Pick<FoundSession, 'isHalf'> &
  Pick<SignedIn, 'heldBack'>

/**
 * Starts a session and gives the secret its cookie carries. Always a new one: a cookie planted in a
 * browser before its owner signs in is worth nothing afterwards.
 */
export async function startSession(tx: Tx, signIn: SignIn): Promise<StartedSession> {
  const { personId, how, userAgent, isProved, knownBrowser, actingForId = null } = signIn
  const { issuer, issuerSession } = signIn
  const token = newSecret()
  const now = clock.real()
  const times = { createdAt: now, lastUsedAt: now }
  await lockSessions(tx, personId)
  const roles = await listRoles(tx, personId)
  const lifetime = lifetimeOf(roles)
  await lucia(tx).createSession(
    personId,
    {
      ...times,
      actingForId,
      expiresAt: endOf(times, lifetime),
      absoluteExpiresAt: new Date(now.getTime() + lifetime.absoluteMs),
      userAgent: userAgent?.slice(0, 300) ?? null,
      provedAt: isProved ? now : null,
      issuer: issuer ?? null,
      issuerSessionHash: issuerSession ? hashOf(issuerSession) : null,
    },
    { sessionId: hashOf(token) },
  )
  // Of the demonstration many visitors are one person at once, and nobody reads that person's mail.
  if (!isProved) {
    const newest = hashOf(token)
    await endOldestSessions(tx, { personId, newest, atMost: sessionsAtMost(roles) })
    await noteBrowser(tx, { personId, knownBrowser, userAgent })
  }
  const found = await findSession(token, tx)
  invariant(found, 'a session just started is live')
  const { actor, heldBack } = found.signedIn
  await record(tx, actor, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'signed-in',
    summary: how,
  })
  return { token, actor, heldBack, isHalf: found.isHalf }
}

/** Refuses somebody who no longer belongs to any organisation here. */
async function listRoles(tx: Tx, personId: string) {
  const memberships = await tx.membership.findMany({
    where: { personId, endedAt: null },
    select: { roles: { select: { role: true } } },
  })
  if (memberships.length === 0)
    throw new Refusal(
      'forbidden',
      'You do not belong to an organisation on Solve Once any more. Ask its administrator.',
    )
  return memberships.flatMap(({ roles }) => roles.map(({ role }) => role as Role))
}
