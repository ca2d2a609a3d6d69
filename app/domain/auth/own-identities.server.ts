import { transaction, db } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import { signedOut } from './factor-refusals.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { isOfProvider, listIdentityProviders, nameOfIssuer } from './identity-providers.server.ts'
import type { DisconnectInput } from './identity-request.ts'
import { env } from '#app/core/env.server.ts'
import { hashOf } from './secret.server.ts'
import { tellOfIdentity } from './tell-of-identity.server.ts'

/** The accounts elsewhere that sign this person in, and the providers of which they have none yet. */
export async function listOwnIdentities(token: string | undefined) {
  const personId = (await findSignedIn(token))?.actor.personId
  if (!personId) return { identities: [], others: [] }
  const identities = await db.identity.findMany({
    where: { personId },
    orderBy: [{ connectedAt: 'asc' }, { id: 'asc' }],
    take: 50,
    select: { id: true, issuer: true, email: true, connectedAt: true, lastUsedAt: true },
  })
  const isFree = (issuer: string) => !identities.some((each) => isOfProvider(each.issuer, issuer))
  const free = env.OIDC_PROVIDERS.filter(({ issuer }) => isFree(issuer)).map(({ id }) => id)
  return {
    identities: identities.map(({ issuer, ...rest }) => ({ ...rest, name: nameOfIssuer(issuer) })),
    others: listIdentityProviders().filter(({ id }) => free.includes(id)),
  }
}

/**
 * Ends what an account elsewhere may do: it signs its person in no more, and the sessions that came by it end, but the one
 * that asks. One that is theirs no longer, or never was, is answered the same. They are told by mail.
 */
export async function disconnectIdentity(token: string | undefined, { which }: DisconnectInput) {
  await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) throw signedOut()
    const { personId } = signedIn.actor
    const where = { id: which, personId }
    const found = await tx.identity.findFirst({ where, select: { issuer: true } })
    const { count } = await tx.identity.deleteMany({ where })
    if (!found || count === 0) return
    const { issuer } = found
    await tx.session.deleteMany({ where: { personId, issuer, id: { not: hashOf(token) } } })
    const name = nameOfIssuer(issuer)
    await record(tx, signedIn.actor, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'identity-disconnected',
      summary: `Disconnected ${name} from signing in`,
    })
    await tellOfIdentity(tx, personId, `${name} no longer signs you in to Solve Once.`)
  })
}
