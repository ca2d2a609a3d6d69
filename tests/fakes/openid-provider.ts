import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type Configuration } from 'oidc-provider'

type Wanted = {
  port?: number
  client: { id: string; secret: string; answersAt: string[]; signedOutAt?: string }
}

/** A real OpenID provider on this machine. Whoever types an address there is who has that address. */
export async function startOpenIdProvider({ port = 0, client }: Wanted) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, await settings(client))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', issuer)
    if (!pathname.startsWith('/interaction/')) return void answer(request, response)
    if (request.method === 'GET') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      return void response.end(page)
    }
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const login = new URLSearchParams(body).get('login')
      const result = login
        ? { login: { accountId: login } }
        : { error: 'access_denied', error_description: 'given up' }
      void provider.interactionFinished(request, response, result)
    })
  })
  return { issuer, provider, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const page = `<!doctype html><html lang="en"><title>Test provider</title><h1>Test provider</h1>
<form method="post"><label>Who are you? <input name="login"></label> <button>Continue</button></form>
<form method="post"><button>Give up</button></form>`

async function settings({ id, secret, answersAt, signedOutAt }: Wanted['client']) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'first', use: 'sig', alg: 'ES256' }
  return {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: answersAt,
        id_token_signed_response_alg: 'ES256',
        ...(signedOutAt && {
          backchannel_logout_uri: signedOutAt,
          backchannel_logout_session_required: true,
        }),
      },
    ],
    jwks: { keys: [key] },
    // It asks nobody on this machine otherwise, and here that is all there is.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 60,
      Interaction: 600,
      Session: 600,
    },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: sub.replace('unsure-', ''),
        email_verified: !/^unsure-/.test(sub),
      }),
    }),
    // Nobody is asked what this site may know.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc
      const grant = new provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  } satisfies Configuration
}
