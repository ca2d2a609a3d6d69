import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createLocalJWKSet,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from 'jose'
import { clock } from '#app/core/clock.ts'

type Claims = Record<string, unknown>
type Pair = Awaited<ReturnType<typeof generateKeyPair>>

const pairs = new Map<string, Promise<Pair>>()
/** Keys are slow to make; of each name there is one. */
export const pairOf = (name: string) => {
  const made = pairs.get(name) ?? generateKeyPair('ES256', { extractable: true })
  pairs.set(name, made)
  return made
}

/** How the next token differs from a right one. */
export type Lie = {
  claims?: Claims
  header?: { alg?: string; kid?: string; typ?: string }
  /** Signs in another way than with the key that it says it is. */
  sign?: (input: { header: Claims; claims: Claims }) => Promise<string> | string
  userinfo?: Claims
  withoutToken?: boolean
}

const encoded = (part: Claims) => Buffer.from(JSON.stringify(part)).toString('base64url')
export const unsigned = ({ claims }: { claims: Claims }) =>
  `${encoded({ alg: 'none' })}.${encoded(claims)}.`

const begin = () => ({
  issuer: '',
  tellsIssuer: false,
  lie: {} as Lie,
  nonce: '' as string | undefined,
  keys: ['first'],
  status: 200,
  /** Paths asked for, oldest first. */
  asked: [] as string[],
  /** How this site said who it is, and what it knew beside the code. */
  assertion: {} as Claims,
})
type State = ReturnType<typeof begin>

/** What a real provider would never say: an OpenID provider that tells one lie at a time, in One Login's ways. */
export async function startOpenIdStub() {
  const state = begin()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', state.issuer)
    state.asked.push(pathname)
    if (state.status !== 200) return void response.writeHead(state.status).end()
    void answerOf(state, pathname, request).then((body) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  return {
    state,
    issuer: state.issuer,
    /** A message that somebody signed out. */
    logoutToken: (more: Claims = {}) =>
      tokenOf(state, { jti: `message ${Math.random()}`, events, vot: undefined, ...more }),
    privateKey: await exportPKCS8((await pairOf('ours')).privateKey),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerOf(state: State, path: string, request: IncomingMessage): Promise<unknown> {
  const { issuer, tellsIssuer, lie } = state
  if (path === '/jwks') return { keys: await Promise.all(state.keys.map(publicKey)) }
  if (path === '/userinfo') return { sub: 'one', email_verified: true, ...lie.userinfo }
  if (path === '/token') return answerToCode(state, await bodyOf(request))
  return {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}token`,
    userinfo_endpoint: `${issuer}userinfo`,
    jwks_uri: `${issuer}jwks`,
    authorization_response_iss_parameter_supported: tellsIssuer,
  }
}

/** Throws, and so breaks the connection, when the site does not say who it is as One Login wants it. */
async function answerToCode(state: State, form: URLSearchParams) {
  const key = { ...(await exportJWK((await pairOf('ours')).publicKey)), alg: 'ES256' }
  const audience = `${state.issuer}token`
  const assertion = form.get('client_assertion') ?? ''
  const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys: [key] }), { audience })
  state.assertion = { ...payload, verifier: form.get('code_verifier') }
  const id_token = state.lie.withoutToken ? undefined : await tokenOf(state, { nonce: state.nonce })
  return { access_token: 'access', token_type: 'Bearer', id_token }
}

async function tokenOf({ issuer, keys, lie }: State, more: Claims) {
  const now = Math.floor(clock.real().getTime() / 1000)
  const right = { iss: issuer, aud: 'us', sub: 'one', iat: now, exp: now + 120, vot: 'Cl.Cm' }
  const claims = { ...right, ...more, ...lie.claims }
  const kid = keys[0] ?? ''
  const header = { alg: 'ES256', kid, ...lie.header }
  if (lie.sign) return lie.sign({ header, claims })
  return new SignJWT(claims).setProtectedHeader(header).sign((await pairOf(kid)).privateKey)
}

export const publicKey = async (kid: string) => ({
  ...(await exportJWK((await pairOf(kid)).publicKey)),
  kid,
  alg: 'ES256',
  use: 'sig',
})

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
