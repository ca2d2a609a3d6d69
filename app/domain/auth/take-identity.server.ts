import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import {
  IdentityRefused,
  readAnswer,
  type Identity,
} from '#app/gateways/identity-provider.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { answerAddress, getIdentityProvider } from './identity-providers.server.ts'
import { IDENTITY_LIFE_MS, type IdentityTrouble } from './identity-request.ts'
import { secretsOf } from './identity-secrets.server.ts'
import { recordRefusedSignIn } from './record-refused-sign-in.server.ts'
import { hashOf } from './secret.server.ts'
import { startSession, type StartedSession } from './start-session.server.ts'

export type AnswerBrought = {
  providerId: string
  /** What stands after the question mark. */
  search: string
  /** The secret of the browser that brings it. */
  browser: string | undefined
  /** The secret of its session, where somebody is signed in. */
  token: string | undefined
  userAgent?: string | undefined
  /** The secret of the browser's long-lived cookie. */
  knownBrowser?: string | undefined
}

export type AnswerTaken =
  | { session: StartedSession; next: string | null }
  /** Nobody's account yet: whom it belongs to is still to be proved, or already is. */
  | { waitsFor: 'proof' | 'consent' }
  /** It is connected to whoever is signed in. */
  | { isOwn: true }
  | { trouble: IdentityTrouble }

/**
 * Takes what a browser brings back from an identity provider: once, in time, and only in the browser that asked. Signs in
 * the person whose account it is; one that is nobody's waits to be connected, and signs nobody in.
 */
export async function takeIdentity(brought: AnswerBrought): Promise<AnswerTaken> {
  const { providerId, search, browser } = brought
  const provider = getIdentityProvider(providerId)
  const state = new URLSearchParams(search).get('state') ?? ''
  const request = browser ? await useUp({ providerId, state, browser }) : undefined
  if (!browser || !request) return { trouble: 'expired' }
  const answeredAt = new URL(`${answerAddress(providerId)}${search}`)
  const secrets = secretsOf(browser, state)
  const identity = await readAnswer(provider, { answeredAt, secrets }).catch(troubleOf)
  if ('trouble' in identity) return identity
  return transaction((tx) => place(tx, { identity, request, name: provider.name, ...brought }))
}

type Request = { id: string; nextPath: string | null }

/** Before anything is asked of the provider, so that an answer brought twenty times is asked about once. */
async function useUp(asked: { providerId: string; state: string; browser: string }) {
  const now = clock.real()
  const [request] = await db.identityRequest.updateManyAndReturn({
    where: {
      provider: asked.providerId,
      stateHash: hashOf(asked.state),
      browserHash: hashOf(asked.browser),
      answeredAt: null,
      expiresAt: { gt: now },
    },
    data: { answeredAt: now },
    select: { id: true, nextPath: true },
  })
  return request
}

function troubleOf(error: unknown): { trouble: IdentityTrouble } {
  if (error instanceof IdentityRefused) return { trouble: error.why }
  if (error instanceof GatewayDown) return { trouble: 'down' }
  throw error
}

type Placed = Pick<AnswerBrought, 'token' | 'userAgent' | 'knownBrowser'> & {
  identity: Identity
  request: Request
  name: string
}

async function place(tx: Tx, placed: Placed): Promise<AnswerTaken> {
  const { issuer, subject } = placed.identity
  const personId = (await findSignedIn(placed.token, tx))?.actor.personId
  const known = await tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { id: true, personId: true },
  })
  if (!known) return wait(tx, placed, personId)
  if (!personId) return enter(tx, placed, known)
  return known.personId === personId ? { isOwn: true } : { trouble: 'taken' }
}

async function enter(tx: Tx, placed: Placed, known: { id: string; personId: string }) {
  const { identity, request, name, userAgent, knownBrowser } = placed
  const belongs = await tx.membership.count({ where: { personId: known.personId, endedAt: null } })
  if (belongs === 0) {
    await recordRefusedSignIn(tx, known.personId, `Signing in with ${name} was refused`)
    return { trouble: 'unknown' } as const
  }
  await tx.identity.updateMany({ where: { id: known.id }, data: { lastUsedAt: clock.real() } })
  const session = await startSession(tx, {
    personId: known.personId,
    how: `Signed in with ${name}`,
    ...{ userAgent, knownBrowser },
    issuer: identity.issuer,
    issuerSession: identity.session,
  })
  return { session, next: request.nextPath }
}

/** An address that nobody made sure of proves nothing, so whether anybody has it is not even looked up. */
async function wait(
  tx: Tx,
  { identity, request }: Placed,
  personId: string | undefined,
): Promise<AnswerTaken> {
  const { email, issuer, subject } = identity
  if (!email) return { trouble: 'unverified' }
  const whose = await tx.person.findFirst({
    where: { email, memberships: { some: { endedAt: null } } },
    select: { id: true },
  })
  if (personId && whose?.id !== personId) return { trouble: 'mismatch' }
  if (!whose) return { trouble: 'unknown' }
  const expiresAt = new Date(clock.real().getTime() + IDENTITY_LIFE_MS)
  const data = { email, issuer, subject, expiresAt }
  await tx.identityRequest.updateMany({ where: { id: request.id }, data })
  return { waitsFor: personId ? 'consent' : 'proof' }
}
