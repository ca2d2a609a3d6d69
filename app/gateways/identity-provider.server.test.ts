import { SignJWT } from 'jose'
import { afterEach, expect, test, vi } from 'vitest'
import { clock } from '#app/core/clock.ts'
import type { IdentityProvider } from '#app/core/identity-providers.server.ts'
import { pairOf, startOpenIdStub } from '#tests/fakes/openid-stub.ts'
import { GatewayDown } from './gateway-down.ts'
import { addressToAsk, readAnswer, readLogoutToken } from './identity-provider.server.ts'

const redirectTo = 'http://localhost:3000/single-sign-on/one/answer'
const secrets = { state: 'state', nonce: 'nonce', verifier: 'v'.repeat(43) }
const answeredAt = new URL(`${redirectTo}?code=a-code&state=state`)
let providers = 0

async function start() {
  const stub = await startOpenIdStub()
  stub.state.nonce = 'nonce'
  const provider: IdentityProvider = {
    ...{ id: `provider-${++providers}`, kind: 'one-login', name: 'GOV.UK One Login' },
    ...{ issuer: stub.issuer, clientId: 'us', privateKey: stub.privateKey, signature: 'ES256' },
    pagesAt: [new URL(stub.issuer).origin],
  }
  const forgotten = { ...provider, id: `${provider.id}-again` }
  return { stub, provider, forgotten, read: () => readAnswer(provider, { answeredAt, secrets }) }
}

/** Both libraries, and our own clock, go by the machine's. */
function later(seconds: number) {
  const now = clock.real().getTime()
  vi.useFakeTimers({ toFake: ['Date'], now: now + seconds * 1000 })
}
afterEach(() => void vi.useRealTimers())

test('R5: a new key of the provider is picked up', async () => {
  const { stub, provider, read } = await start()
  await read()
  await readLogoutToken(provider, await stub.logoutToken())

  stub.state.keys = ['second', 'first']
  await pairOf('second')
  later(61)

  await expect(read()).resolves.toMatchObject({ subject: 'one' })
  await expect(readLogoutToken(provider, await stub.logoutToken())).resolves.toBeDefined()
})

test('R5: a key that was taken back counts no more', async () => {
  const { stub, read } = await start()
  await read()

  stub.state.keys = ['second']
  later(301)
  await expect(read()).resolves.toBeDefined()
  const signWithFirst = (await pairOf('first')).privateKey
  stub.state.lie.sign = ({ header, claims }) =>
    new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'ES256', kid: 'first' })
      .sign(signWithFirst)
  await expect(read()).rejects.toMatchObject({ why: 'refused' })
})

test('R5: while what it can do and its keys cannot be had, the last copies are used', async () => {
  const { stub, provider, forgotten } = await start()
  await addressToAsk(provider, { redirectTo, secrets })
  await readLogoutToken(provider, await stub.logoutToken())
  const asked = stub.state.asked.length

  stub.state.status = 503
  later(3600)

  await expect(addressToAsk(forgotten, { redirectTo, secrets })).resolves.toContain('/authorize?')
  await expect(readLogoutToken(provider, await stub.logoutToken())).resolves.toBeDefined()
  expect(stub.state.asked.length).toBeGreaterThan(asked)
})

test('R5: a provider that was never reached, or has no answer to a code, is away and not wrong', async () => {
  const { stub, provider, read } = await start()
  stub.state.status = 500
  await expect(addressToAsk(provider, { redirectTo, secrets })).rejects.toThrow(GatewayDown)
  stub.state.status = 200
  await addressToAsk(provider, { redirectTo, secrets })
  stub.state.status = 500
  await expect(read()).rejects.toThrow(GatewayDown)
  await stub.stop()
  await expect(read()).rejects.toThrow(GatewayDown)
})

test('what it can do is asked for once in ten minutes', async () => {
  const { stub, provider } = await start()

  await Promise.all([1, 2, 3].map(() => addressToAsk(provider, { redirectTo, secrets })))
  const asked = stub.state.asked.length
  await addressToAsk(provider, { redirectTo, secrets })

  expect(stub.state.asked.length).toBe(asked)
})

test('R1: a provider that says it names itself must do so in its answer', async () => {
  const { stub, provider, read } = await start()
  stub.state.tellsIssuer = true
  const named = (iss: string) => new URL(`${answeredAt.href}&iss=${encodeURIComponent(iss)}`)

  await expect(read()).rejects.toMatchObject({ why: 'refused' })
  for (const [iss, isRight] of [
    [stub.issuer, true],
    ['https://evil.test/', false],
  ] as const) {
    const reading = readAnswer(provider, { answeredAt: named(iss), secrets })
    if (isRight) await expect(reading).resolves.toBeDefined()
    else await expect(reading).rejects.toMatchObject({ why: 'refused' })
  }
})

test('pages of the provider that the security policy does not know are refused with what to set', async () => {
  const { provider } = await start()

  await expect(
    addressToAsk({ ...provider, pagesAt: ['https://id.example'] }, { redirectTo, secrets }),
  ).rejects.toThrow(/add http:\/\/127\.0\.0\.1:\d+ to pagesAt of provider-/)
})
