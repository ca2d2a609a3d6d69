import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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

/** What a browser does there: follows where it is sent, types who it is, and comes back. */
async function signInThere(href: string, login: string) {
  const cookies = new Map<string, string>()
  let [address, body] = [href, undefined as URLSearchParams | undefined]
  for (let step = 0; step < 10 && !address.startsWith(answerAddress('one')); step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const method = body ? 'POST' : 'GET'
    const answer = await fetch(address, {
      method,
      headers: { cookie },
      redirect: 'manual',
      ...(body && { body }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    body = next ? undefined : new URLSearchParams(login && { login })
    address = next ? new URL(next, address).href : address
  }
  return new URL(address).search
}

async function comeBack(login: string) {
  const asked = await askedThere()
  const search = await signInThere(asked.href, login)
  return { ...asked, search, taken: await bring({ ...asked, search }) }
}

test('somebody connects an account of a real provider, signs in by it, and is signed out by it', async () => {
  const email = 'real@leeds.gov.uk'
  const officer = await build.officer({ email })
  const { token } = await build.session(officer)

  const first = await comeBack(email)
  expect(first.taken).toEqual({ waitsFor: 'proof' })
  const waiting = await findWaitingIdentity(first.browser)
  await connectIdentity({ token, browser: first.browser, request: waiting?.id ?? '' })
  const second = await comeBack(email)
  expect(second.taken).toMatchObject({ session: { actor: { personId: officer.personId } } })
  // Its code is used up there as the answer is used up here.
  expect(await bring(second)).toEqual({ trouble: 'expired' })

  const found = await real.provider.Client.find(client.id)
  await (
    found as unknown as { backchannelLogout: (sub: string, sid: string) => Promise<void> }
  ).backchannelLogout(email, 'some-session')
  expect(await endSessionsByProvider('one', messages[0] ?? '')).toEqual({ counted: true })
  const { session } = second.taken as { session: { token: string } }
  expect(await findSignedIn(session.token)).toBeUndefined()
  expect(await findSignedIn(token)).toBeDefined()
})

test('a real provider that has not made sure of an address, or is given up, signs nobody in', async () => {
  await build.officer({ email: 'sure@leeds.gov.uk' })

  expect((await comeBack('unsure-sure@leeds.gov.uk')).taken).toEqual({ trouble: 'unverified' })
  expect((await comeBack('')).taken).toEqual({ trouble: 'cancelled' })
})
