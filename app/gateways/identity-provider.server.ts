import { createPrivateKey } from 'node:crypto'
import { createRemoteJWKSet, customFetch as fetchOfJose, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { clock } from '#app/core/clock.ts'
import type { IdentityProvider } from '#app/core/identity-providers.server.ts'
import { log } from '#app/core/log.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { fetchKept } from './fetch-kept.server.ts'
import { GatewayDown } from './gateway-down.ts'
import { isForUs, isStrongEnough, nameIn, TWO_FACTORS, verifiedEmailOf } from './identity-claims.ts'

/** An account elsewhere: who keeps it and which of theirs it is. */
export type Identity = {
  issuer: string
  subject: string
  /** What they call the session there, where they say so (`sid`). */
  session: string | undefined
  /** Only one that the provider says it has made sure of. */
  email: string | undefined
}

/** What an answer must fit: made for one request and known to nobody but the browser that asked. */
export type Secrets = { state: string; nonce: string; verifier: string }

/** The provider, or whoever speaks in its name, said something that does not count. */
export class IdentityRefused extends Error {
  constructor(
    /** Given up there, shown too little there, or not to be believed. */
    readonly why: 'cancelled' | 'weak' | 'refused',
    message: string,
  ) {
    super(message)
  }
}

const timeLimitSeconds = 5
const DISCOVERY_LIFE_MS = 10 * 60_000

type Known = { config: oidc.Configuration; keys: ReturnType<typeof createRemoteJWKSet>; at: number }

const known = processWide('identity-providers', () => new Map<string, Known>())

/** Where the browser goes to sign in there. Throws GatewayDown when the provider cannot be asked how. */
export async function addressToAsk(
  provider: IdentityProvider,
  { redirectTo, secrets }: { redirectTo: string; secrets: Secrets },
): Promise<string> {
  const { config } = await reach(provider)
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectTo,
    scope: 'openid email',
    response_mode: 'query',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(provider.kind === 'one-login' && { vtr: JSON.stringify([TWO_FACTORS]), ui_locales: 'en' }),
  })
  // The content security policy knows these only, and a browser would stop without a word.
  if (!provider.pagesAt.includes(address.origin))
    throw new GatewayDown(`OIDC_PROVIDERS: add ${address.origin} to pagesAt of ${provider.id}`)
  return address.href
}

/**
 * Takes the answer that a browser brought back, and says whose it is. Throws IdentityRefused for what does not count
 * and GatewayDown when the provider cannot be asked.
 */
export async function readAnswer(
  provider: IdentityProvider,
  { answeredAt, secrets }: { answeredAt: URL; secrets: Secrets },
): Promise<Identity> {
  const { config } = await reach(provider)
  return heard(async () => {
    const answer = await oidc.authorizationCodeGrant(config, answeredAt, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    })
    const claims = answer.claims()
    if (!claims || !isForUs(claims, provider.clientId, clock.real()))
      throw new IdentityRefused('refused', 'the token is not for this site')
    if (!isStrongEnough(provider.kind, claims))
      throw new IdentityRefused('weak', 'the level of confidence is too low')
    const more = await readMore(provider, { config, claims, accessToken: answer.access_token })
    const email = verifiedEmailOf(provider.kind, { ...more, ...claims })
    return { issuer: claims.iss, subject: claims.sub, session: nameIn(claims.sid), email }
  })
}

type Told = { config: oidc.Configuration; claims: oidc.IDToken; accessToken: string }

/** One Login, and others, tell the address at a place of its own; whose it is must be the same. */
async function readMore(provider: IdentityProvider, { config, claims, accessToken }: Told) {
  if (provider.kind === 'entra' || claims.email || !config.serverMetadata().userinfo_endpoint)
    return {}
  return oidc.fetchUserInfo(config, accessToken, claims.sub)
}

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'
/** A message older than this says nothing about now; it is kept for as long, so that none counts twice. */
export const LOGOUT_LIFE_MS = 10 * 60_000

/**
 * Who signed out there, and of which session: one of the two is named, or both are. OpenID Connect Back-Channel Logout 1.0,
 * section 2.6.
 */
export async function readLogoutToken(provider: IdentityProvider, token: string) {
  const { config, keys } = await reach(provider)
  return heard(async () => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: [provider.signature],
      issuer: config.serverMetadata().issuer,
      audience: provider.clientId,
      requiredClaims: ['iat', 'exp', 'jti'],
      maxTokenAge: LOGOUT_LIFE_MS / 1000,
      clockTolerance: 60,
      currentDate: clock.real(),
    })
    const { iss, sub, sid, jti, events, nonce } = payload
    const kind = protectedHeader.typ?.toLowerCase().replace('application/', '')
    const isLogout = typeof events === 'object' && events !== null && LOGOUT in events
    if (!isLogout || nonce !== undefined || (kind !== undefined && !/^(logout\+)?jwt$/.test(kind)))
      throw new IdentityRefused('refused', 'not a message that somebody signed out')
    const named = [sub, sid].filter((claim) => claim !== undefined)
    if (named.length === 0 || !named.every(nameIn))
      throw new IdentityRefused('refused', 'it does not say who signed out')
    const [subject, session] = [nameIn(sub), nameIn(sid)]
    return { issuer: String(iss), subject, session, tokenId: String(jti) }
  })
}

/** What the provider can do and by which keys: asked again after ten minutes, and the last good copy in an outage. */
async function reach(provider: IdentityProvider): Promise<Known> {
  const found = known.get(provider.id)
  if (found && clock.real().getTime() - found.at < DISCOVERY_LIFE_MS) return found
  return heard(async () => {
    const config = await discover(provider)
    const { jwks_uri: address } = config.serverMetadata()
    if (!address) throw new GatewayDown(`${provider.id} does not say where its keys are`)
    const keys = createRemoteJWKSet(new URL(address), {
      timeoutDuration: timeLimitSeconds * 1000,
      [fetchOfJose]: (url, options) => fetchKept(url, { ...options, body: undefined, headers: {} }),
    })
    const made = { config, keys, at: clock.real().getTime() }
    known.set(provider.id, made)
    return made
  })
}

async function discover(provider: IdentityProvider) {
  const isPlain = provider.issuer.startsWith('http:')
  const config = await oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    { id_token_signed_response_alg: provider.signature, [oidc.clockTolerance]: 60 },
    await authenticationOf(provider),
    {
      timeout: timeLimitSeconds,
      [oidc.customFetch]: fetchKept,
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    },
  )
  return config
}

/** How we say who we are: signed with our own key where there is one, else by the secret that the provider gave. */
async function authenticationOf({ kind, privateKey, keyId, clientSecret }: IdentityProvider) {
  if (!privateKey) return oidc.ClientSecretBasic(clientSecret)
  const key = createPrivateKey(privateKey)
  const isRsa = key.asymmetricKeyType === 'rsa'
  const imported = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })),
    isRsa ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  return signedBy({ key: imported, ...(keyId && { kid: keyId }) }, kind)
}

/** One Login wants to be named by the address of its tokens, others by their issuer, as RFC 7523 now has it. */
function signedBy(key: oidc.PrivateKey, kind: IdentityProvider['kind']): oidc.ClientAuth {
  return (server, ...rest) => {
    const audience = kind === 'one-login' ? server.token_endpoint : server.issuer
    const modify = (_header: unknown, payload: Record<string, unknown>) => (payload.aud = audience)
    return oidc.PrivateKeyJwt(key, { [oidc.modifyAssertion]: modify })(server, ...rest)
  }
}

/** Runs what talks to a provider. Whatever goes wrong is either its being away or its not being believed. */
async function heard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof IdentityRefused || error instanceof GatewayDown) throw error
    const { name, message, code } = error as Error & { code?: string }
    log.warn('An identity provider was not understood', { name, message, code })
    throw isAway(error) ? new GatewayDown(message) : refusalOf(error)
  }
}

const away = ['server_error', 'temporarily_unavailable']

function isAway(error: unknown) {
  const { code, cause, name } = error as { code?: string; cause?: unknown; name?: string }
  if (error instanceof oidc.AuthorizationResponseError) return away.includes(error.error)
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500
  if (name === 'JWKSTimeout' || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true
  if (cause instanceof GatewayDown) return true
  if (cause instanceof Response) return cause.status >= 500
  return error instanceof TypeError && error.message === 'fetch failed'
}

function refusalOf(error: unknown) {
  const isGivenUp =
    error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied'
  return new IdentityRefused(isGivenUp ? 'cancelled' : 'refused', (error as Error).message)
}
