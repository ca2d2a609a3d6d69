import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import { addressToAsk } from '#app/gateways/identity-provider.server.ts'
import { answerAddress, getIdentityProvider } from './identity-providers.server.ts'
import { IDENTITY_LIFE_MS, IDENTITY_REQUESTS_FROM_NETWORK } from './identity-request.ts'
import { secretsOf } from './identity-secrets.server.ts'
import { hashOf, isSecret, newSecret } from './secret.server.ts'
import { inMinutes, networkOf, REQUEST_WINDOW_MS, secondsUntil } from './sign-in-request.ts'

export type IdentityWanted = {
  providerId: string
  next: string
  /** The secret this browser was given when it asked before, if it did. */
  browser: string | undefined
  /** The address the request came from. */
  address: string
}

/**
 * Begins a way to an identity provider: gives its address, and the secret that ties the answer to the browser that asked.
 * Signs nobody in.
 */
export async function askIdentity({ providerId, next, browser, address }: IdentityWanted) {
  const provider = getIdentityProvider(providerId)
  const secret = browser && isSecret(browser) ? browser : newSecret()
  const state = newSecret()
  const secrets = secretsOf(secret, state)
  const redirectTo = answerAddress(providerId)
  const href = await addressToAsk(provider, { redirectTo, secrets }).catch(
    refuseAway(provider.name),
  )
  await transaction(async (tx) => {
    const fromNetwork = networkOf(address)
    await assertRoom(tx, fromNetwork)
    const now = clock.real()
    const expiresAt = new Date(now.getTime() + IDENTITY_LIFE_MS)
    const hashes = { stateHash: hashOf(state), browserHash: hashOf(secret) }
    await tx.identityRequest.create({
      data: {
        provider: providerId,
        ...hashes,
        fromNetwork,
        nextPath: next,
        createdAt: now,
        expiresAt,
      },
    })
  })
  return { href, browser: secret }
}

const refuseAway = (name: string) => (error: unknown) => {
  if (!(error instanceof GatewayDown)) throw error
  throw new Refusal(
    'conflict',
    `${name} cannot be reached at the moment. Sign in by email instead, or try again later.`,
  )
}

/** Counted one request at a time. */
async function assertRoom(tx: Tx, fromNetwork: string) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${fromNetwork}, 4))`
  const now = clock.real()
  const createdAt = { gt: new Date(now.getTime() - REQUEST_WINDOW_MS) }
  const recent = await tx.identityRequest.findMany({
    where: { fromNetwork, createdAt },
    orderBy: { createdAt: 'desc' },
    take: IDENTITY_REQUESTS_FROM_NETWORK,
    select: { createdAt: true },
  })
  const oldest = recent[IDENTITY_REQUESTS_FROM_NETWORK - 1]
  if (!oldest) return
  const seconds = secondsUntil(oldest.createdAt, now)
  throw new Refusal(
    'conflict',
    `This was tried too often from your network. Sign in by email, or try again ${inMinutes(seconds)}.`,
    { retryAfterSeconds: seconds },
  )
}
