import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import { IdentityRefused, readLogoutToken } from '#app/gateways/identity-provider.server.ts'
import { record } from '../audit/record.server.ts'
import { getIdentityProvider, nameOfIssuer } from './identity-providers.server.ts'

/**
 * Ends every session that a person has by an identity provider, because they signed out there. Says whether the message
 * counted: only a signed one, in time, and once (OpenID Connect Back-Channel Logout 1.0).
 */
export async function endSessionsByProvider(providerId: string, message: string) {
  const provider = getIdentityProvider(providerId)
  const read = await readLogoutToken(provider, message).catch(notCounted)
  if (typeof read === 'string') return { counted: false, why: read } as const
  const { issuer, subject, tokenId } = read
  return transaction(async (tx) => {
    const { count } = await tx.logoutMessage.createMany({
      data: { issuer, tokenId, receivedAt: clock.real() },
      skipDuplicates: true,
    })
    if (count === 0) return { counted: false, why: 'refused' } as const
    const identity = await tx.identity.findUnique({
      where: { issuer_subject: { issuer, subject } },
      select: { personId: true },
    })
    const personId = identity?.personId
    const ended = personId
      ? await tx.session.deleteMany({ where: { personId, issuer } })
      : undefined
    if (personId && ended?.count)
      await record(tx, undefined, {
        subjectKind: 'person',
        subjectId: personId,
        action: 'sessions-ended',
        summary: `Signed out of ${countOf(ended.count, 'browser')} by ${nameOfIssuer(issuer)}`,
        detail: { which: 'by identity provider', count: ended.count },
      })
    return { counted: true } as const
  })
}

function notCounted(error: unknown): 'refused' | 'down' {
  if (error instanceof IdentityRefused) return 'refused'
  if (error instanceof GatewayDown) return 'down'
  throw error
}
