import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Role } from '../organisations/actor.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { lucia } from './lucia.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { endOf, lifetimeOf } from './session.ts'

export type SignIn = {
  personId: string
  /** "Signed in with an emailed link": what the audit trail says. */
  how: string
  userAgent?: string | undefined
}

/**
 * Starts a session and gives the secret its cookie carries. Always a new one: a cookie planted in a
 * browser before its owner signs in is worth nothing afterwards.
 */
export async function startSession(tx: Tx, { personId, how, userAgent }: SignIn) {
  const token = newSecret()
  const now = clock.real()
  const times = { createdAt: now, lastUsedAt: now }
  const lifetime = lifetimeOf(await listRoles(tx, personId))
  await lucia(tx).createSession(
    personId,
    {
      ...times,
      actingForId: null,
      expiresAt: endOf(times, lifetime),
      absoluteExpiresAt: new Date(now.getTime() + lifetime.absoluteMs),
      userAgent: userAgent?.slice(0, 300) ?? null,
    },
    { sessionId: hashOf(token) },
  )
  const signedIn = await findSignedIn(token, tx)
  invariant(signedIn, 'a session just started is live')
  await record(tx, signedIn.actor, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'signed-in',
    summary: how,
  })
  return { token, actor: signedIn.actor }
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
