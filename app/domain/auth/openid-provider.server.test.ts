import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { askedThere, bring, useProvider } from '#tests/factories/identities.ts'
import { startOpenIdProvider } from '#tests/fakes/openid-provider.ts'
import { connectIdentity, findWaitingIdentity } from './connect-identity.server.ts'
import { endSessionsByProvider } from './end-sessions-elsewhere.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { answerAddress } from './identity-providers.server.ts'

const messages: string[] = []
const listener = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    messages.push(new URLSearchParams(body).get('logout_token') ?? '')
    response.end()
  })
})
let real: Awaited<ReturnType<typeof startOpenIdProvider>>
const client = { id: 'solve-once', secret: 'a secret of this test only' }

beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const signedOutAt = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
  const answersAt = [answerAddress('one')]
  real = await startOpenIdProvider({ client: { ...client, answersAt, signedOutAt } })
  const how = { clientId: client.id, clientSecret: client.secret, kind: 'other' } as const
  useProvider({ issuer: real.issuer, name: 'Test provider', ...how })
})

afterAll(async () => {
  await real.stop()
  listener.close()
})

type Cookies = Map<string, string>

async function ask(address: string, cookies: Cookies, body?: URLSearchParams) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const method = body ? 'POST' : 'GET'
  const answer = await fetch(address, {
    ...{ method, headers: { cookie }, redirect: 'manual' },
    ...(body && { body }),
  })
  for (const set of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
    cookies.set(name, value)
  }
  return answer
}

/** What a browser does there: follows where it is sent, types who it is, and comes back. */
async function signInThere(href: string, login: string) {
  const cookies: Cookies = new Map()
  let [address, body] = [href, undefined as URLSearchParams | undefined]
  for (let step = 0; step < 10 && !address.startsWith(answerAddress('one')); step++) {
    const answer = await ask(address, cookies, body)
    const next = answer.headers.get('location')
    body = next ? undefined : new URLSearchParams(login && { login })
    address = next ? new URL(next, address).href : address
  }
  return { search: new URL(address).search, cookies }
}

/** Signs out there, and gives what the provider has sent to us by the time it says so. */
async function signOutThere(cookies: Cookies) {
  const page = await (await ask(`${real.issuer}/session/end`, cookies)).text()
  const xsrf = /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? ''
  await ask(
    `${real.issuer}/session/end/confirm`,
    cookies,
    new URLSearchParams({ xsrf, logout: 'yes' }),
  )
  return messages.at(-1) ?? ''
}

async function comeBack(login: string) {
  const asked = await askedThere()
  const { search, cookies } = await signInThere(asked.href, login)
  return { ...asked, search, cookies, taken: await bring({ ...asked, search }) }
}

/** Somebody who has connected their account there; with the session they did it in. */
async function connected(email: string) {
  const officer = await build.officer({ email })
  const { token } = await build.session(officer)
  const first = await comeBack(email)
  expect(first.taken).toEqual({ waitsFor: 'proof' })
  const waiting = await findWaitingIdentity(first.browser)
  await connectIdentity({ token, browser: first.browser, request: waiting?.id ?? '' })
  return { officer, token }
}

const tokenOf = ({ taken }: { taken: unknown }) =>
  (taken as { session: { token: string } }).session.token

test('somebody connects an account of a real provider, signs in by it, and is signed out by it', async () => {
  const email = 'real@leeds.gov.uk'
  const { officer, token } = await connected(email)

  const second = await comeBack(email)
  expect(second.taken).toMatchObject({ session: { actor: { personId: officer.personId } } })
  // Its code is used up there as the answer is used up here.
  expect(await bring(second)).toEqual({ trouble: 'expired' })

  const message = await signOutThere(second.cookies)
  expect(await endSessionsByProvider('one', message)).toEqual({ counted: true })
  expect(await findSignedIn(tokenOf(second))).toBeUndefined()
  expect(await findSignedIn(token)).toBeDefined()
})

test('signing out of a real provider in one browser leaves the other signed in', async () => {
  const email = 'twice@leeds.gov.uk'
  await connected(email)
  const [laptop, telephone] = [await comeBack(email), await comeBack(email)]

  const message = await signOutThere(laptop.cookies)
  expect(decodeJwt(message)).toMatchObject({ sub: email, sid: expect.any(String) as string })
  expect(await endSessionsByProvider('one', message)).toEqual({ counted: true })

  expect(await findSignedIn(tokenOf(laptop))).toBeUndefined()
  expect(await findSignedIn(tokenOf(telephone))).toBeDefined()
})

test('a real provider that names a session alone, or a subject alone, is understood', async () => {
  const email = 'alone@leeds.gov.uk'
  await connected(email)
  const [laptop, telephone] = [await comeBack(email), await comeBack(email)]
  const { sid } = decodeJwt(await signOutThere(laptop.cookies))
  const areLive = async () =>
    [await findSignedIn(tokenOf(laptop)), await findSignedIn(tokenOf(telephone))].map(Boolean)

  const bySession = await signedThere({ sid })
  expect(await endSessionsByProvider('one', bySession)).toEqual({ counted: true })
  expect(await areLive()).toEqual([false, true])
  expect(await endSessionsByProvider('one', bySession)).toMatchObject({ counted: false })

  expect(await endSessionsByProvider('one', await signedThere({ sub: email }))).toEqual({
    counted: true,
  })
  expect(await areLive()).toEqual([false, false])
})

type Signed = {
  mask: unknown
  set: (name: string, value: unknown) => void
  issue: (how: { use: 'logout' }) => Promise<string>
}

/** A message as the provider signs it, that names only this. */
async function signedThere({ sub, sid }: { sub?: unknown; sid?: unknown }) {
  const of = { client: await real.provider.Client.find(client.id), ctx: undefined }
  const Token = real.provider.IdToken as unknown as new (claims: object, of: object) => Signed
  const token = new Token({ sub }, of)
  token.mask = { sub: null }
  token.set('events', { 'http://schemas.openid.net/event/backchannel-logout': {} })
  token.set('jti', crypto.randomUUID())
  if (sid) token.set('sid', sid)
  const message = await token.issue({ use: 'logout' })
  expect(Object.keys(decodeJwt(message))).not.toContain(sub ? 'sid' : 'sub')
  return message
}

test('a real provider that has not made sure of an address, or is given up, signs nobody in', async () => {
  await build.officer({ email: 'sure@leeds.gov.uk' })

  expect((await comeBack('unsure-sure@leeds.gov.uk')).taken).toEqual({ trouble: 'unverified' })
  expect((await comeBack('')).taken).toEqual({ trouble: 'cancelled' })
})
