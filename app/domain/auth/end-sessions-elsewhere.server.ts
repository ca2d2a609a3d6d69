import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import { IdentityRefused, readLogoutToken } from '#app/gateways/identity-provider.server.ts'
import { record } from '../audit/record.server.ts'
import { lockSessions } from './end-oldest-sessions.server.ts'
import { getIdentityProvider, nameOfIssuer } from './identity-providers.server.ts'
import { hashOf } from './secret.server.ts'

/**
 * Ends the sessions that came by an identity provider and that it says are over: all of a person, or those of one session
 * there. Says whether the message counted: only a signed one, in time, and once (OpenID Connect Back-Channel Logout 1.0).
 */
export async function endSessionsByProvider(providerId: string, message: string) {
  const provider = getIdentityProvider(providerId)
  const read = await readLogoutToken(provider, message).catch(notCounted)
  if (typeof read === 'string') return { counted: false, why: read } as const
  const { issuer, subject, session, tokenId } = read
  return transaction(async (tx) => {
    const { count } = await tx.logoutMessage.createMany({
      data: { issuer, tokenId, receivedAt: clock.real() },
      skipDuplicates: true,
    })
    if (count === 0) return { counted: false, why: 'refused' } as const
    const over = { issuer, subject, sessionHash: session && hashOf(session) }
    for (const personId of await listPeople(tx, over)) await endNamed(tx, personId, over)
    return { counted: true } as const
  })
}

/** What is over there: everything of a subject, one session of theirs, or one session of whoever came by it. */
type Over = { issuer: string; subject: string | undefined; sessionHash: string | undefined }

async function listPeople(tx: Tx, { issuer, subject, sessionHash }: Over) {
  const found = subject
    ? await tx.identity.findMany({ where: { issuer, subject }, select: { personId: true } })
    : await tx.session.findMany({
        where: { issuer, issuerSessionHash: sessionHash ?? '' },
        distinct: 'personId',
        orderBy: { personId: 'asc' },
        select: { personId: true },
      })
  return found.map(({ personId }) => personId)
}

async function endNamed(tx: Tx, personId: string, { issuer, subject, sessionHash }: Over) {
  // One that is just given a new secret is waited for, and ended under that.
  await lockSessions(tx, personId)
  // One of theirs that does not say which session it came by may be the one that is over.
  const unsaid = subject ? [{ issuerSessionHash: null }] : []
  const { count } = await tx.session.deleteMany({
    where: {
      ...{ personId, issuer },
      ...(sessionHash && { OR: [{ issuerSessionHash: sessionHash }, ...unsaid] }),
    },
  })
  if (count > 0)
    await record(tx, undefined, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'sessions-ended',
      summary: `Signed out of ${countOf(count, 'browser')} by ${nameOfIssuer(issuer)}`,
      detail: { which: 'by identity provider', count },
    })
}

function notCounted(error: unknown): 'refused' | 'down' {
  if (error instanceof IdentityRefused) return 'refused'
  if (error instanceof GatewayDown) return 'down'
  throw error
}
