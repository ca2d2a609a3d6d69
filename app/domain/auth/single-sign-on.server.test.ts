import { exportSPKI, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { askedThere, bring, identity, useProvider } from '#tests/factories/identities.ts'
import { pairOf, startOpenIdStub, unsigned, type Lie } from '#tests/fakes/openid-stub.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newSecret } from './secret.server.ts'

let stub: Awaited<ReturnType<typeof startOpenIdStub>>
let subjects = 0

beforeAll(async () => {
  stub = await startOpenIdStub()
  useProvider({ issuer: stub.issuer, privateKey: stub.privateKey })
  return () => stub.stop()
})

/** An officer whom One Login signs in, on their way back from it. */
async function onTheWayBack(lie: Lie = {}) {
  const subject = `subject-${++subjects}`
  const officer = await build.officer()
  await identity(officer, { issuer: stub.issuer, subject })
  const asked = await askedThere()
  stub.state.lie = { userinfo: { sub: subject }, ...lie }
  stub.state.lie.claims = { sub: subject, ...lie.claims }
  stub.state.nonce = asked.nonce
  return { ...asked, officer, subject }
}

const sessionsOf = ({ personId }: { personId: string }) => db.session.count({ where: { personId } })

test('an account that is connected signs its person in, by a code that only this browser can use', async () => {
  const back = await onTheWayBack()

  const taken = await bring(back)

  expect(taken).toMatchObject({
    session: { actor: { personId: back.officer.personId } },
    next: '/pots',
  })
  expect(Object.fromEntries(back.told.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    vtr: '["Cl.Cm"]',
    scope: 'openid email',
    client_id: 'us',
  })
  expect(stub.state.assertion).toMatchObject({ iss: 'us', sub: 'us', aud: `${stub.issuer}token` })
  expect(back.href).not.toContain(stub.state.assertion.verifier as string)
  const kept = JSON.stringify(await db.identityRequest.findMany())
  for (const secret of [back.state, back.nonce, back.browser, stub.state.assertion.verifier])
    expect(kept).not.toContain(secret)
})

const now = () => Math.floor(clock.real().getTime() / 1000)
const signWith =
  (name: string): Lie['sign'] =>
  async ({ header, claims }) =>
    new SignJWT(claims)
      .setProtectedHeader({ ...header, alg: 'ES256' })
      .sign((await pairOf(name)).privateKey)
const signWithPublicKey: Lie['sign'] = async ({ header, claims }) => {
  const secret = new TextEncoder().encode(await exportSPKI((await pairOf('first')).publicKey))
  return new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret)
}

test.each<[string, Lie]>([
  ['another nonce', { claims: { nonce: 'another' } }],
  ['no nonce', { claims: { nonce: undefined } }],
  ['another audience', { claims: { aud: 'somebody-else' } }],
  ['two audiences without a party', { claims: { aud: ['us', 'somebody-else'] } }],
  ['another party', { claims: { azp: 'somebody-else' } }],
  ['another issuer', { claims: { iss: 'https://evil.test/' } }],
  ['an end that is past', { claims: { exp: now() - 61 } }],
  ['no end', { claims: { exp: undefined } }],
  ['a beginning that is to come', { claims: { iat: now() + 600 } }],
  ['no beginning', { claims: { iat: undefined } }],
  ['no subject', { claims: { sub: undefined } }],
  ['no signature', { sign: unsigned }],
  ['a signature with the public key as a secret', { sign: signWithPublicKey }],
  ['the signature of somebody else', { sign: signWith('somebody-else') }],
  ['a key that nobody knows', { header: { kid: 'unknown' } }],
  ['no token at all', { withoutToken: true }],
  ['an address of another subject', { userinfo: { sub: 'another' } }],
])('R1: an answer with %s signs nobody in', async (_what, lie) => {
  const back = await onTheWayBack(lie)

  expect(await bring(back)).toEqual({ trouble: 'refused' })
  expect(await sessionsOf(back.officer)).toBe(0)
})

test('R1: an answer with a wrong state, without one, or for another browser signs nobody in', async () => {
  const back = await onTheWayBack()
  const other = await askedThere()

  for (const wrong of [
    { ...back, search: `?code=a-code&state=${newSecret()}` },
    { ...back, search: '?code=a-code' },
    { ...back, search: other.search },
    { ...back, browser: undefined },
    { ...back, browser: other.browser },
    { ...back, browser: newSecret() },
  ])
    expect(await bring(wrong)).toEqual({ trouble: 'expired' })
  expect(await sessionsOf(back.officer)).toBe(0)
  expect(await bring(back)).toHaveProperty('session')
})

test('R1: of two providers each takes only its own answers', async () => {
  const back = await onTheWayBack()

  expect(await bring({ ...back, search: `${back.search}&iss=https%3A%2F%2Fevil.test` })).toEqual({
    trouble: 'refused',
  })
  await expect(bring({ ...back, providerId: 'another' })).rejects.toThrow('Page not found')
})

test('an answer is taken once, also when it is brought twenty times at once', async () => {
  const back = await onTheWayBack()

  const taken = await Promise.all(Array.from({ length: 20 }, () => bring(back)))

  expect(taken.filter((one) => 'session' in one)).toHaveLength(1)
  expect(taken.filter((one) => 'trouble' in one && one.trouble === 'expired')).toHaveLength(19)
  expect(await sessionsOf(back.officer)).toBe(1)
})

test('an answer is taken for ten minutes and not a moment longer', async () => {
  const start = clock.real()
  const at = (ms: number) => clock.set(new Date(start.getTime() + ms).toISOString())
  at(0)
  const [early, late] = [await onTheWayBack(), await onTheWayBack()]

  at(600_000)
  expect(await bring(late)).toEqual({ trouble: 'expired' })
  at(599_999)
  expect(await bring(early)).not.toEqual({ trouble: 'expired' })
})

test.each(['Cl', 'P0', 'Cl.Cm.P2', '', undefined])(
  'R2: a level of confidence of %s is refused, and says so',
  async (vot) => {
    const back = await onTheWayBack({ claims: { vot } })

    expect(await bring(back)).toEqual({ trouble: 'weak' })
    expect(await sessionsOf(back.officer)).toBe(0)
  },
)

test('giving up there, or a fault of theirs, signs nobody in and can be begun again', async () => {
  for (const [error, trouble] of [
    ['access_denied', 'cancelled'],
    ['temporarily_unavailable', 'down'],
    ['invalid_request', 'refused'],
  ]) {
    const { state, browser } = await askedThere()
    expect(await bring({ browser, search: `?error=${error}&state=${state}` })).toEqual({ trouble })
  }
})

test('sixty ways to a provider may be begun from one network in ten minutes', async () => {
  const address = '203.0.113.77'
  for (let turn = 0; turn < 59; turn++) await askedThere({ address })

  const atOnce = await Promise.allSettled([askedThere({ address }), askedThere({ address })])

  expect(atOnce.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(askedThere({ address })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(askedThere()).resolves.toBeDefined()
})

test('somebody who belongs to no organisation any more is not signed in', async () => {
  const back = await onTheWayBack()
  await db.membership.updateMany({
    where: { personId: back.officer.personId },
    data: { endedAt: clock.now() },
  })

  expect(await bring(back)).toEqual({ trouble: 'unknown' })
  expect(await sessionsOf(back.officer)).toBe(0)
})

test('a second factor of their own is still asked for, whatever was shown elsewhere', async () => {
  const back = await onTheWayBack()
  await build.authenticator(back.officer)

  expect(await bring(back)).toMatchObject({ session: { isHalf: true } })
})
