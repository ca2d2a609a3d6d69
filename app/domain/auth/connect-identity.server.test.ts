import { beforeAll, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { askedThere, bring, identity, useProvider } from '#tests/factories/identities.ts'
import { startOpenIdStub } from '#tests/fakes/openid-stub.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { connectIdentity, findWaitingIdentity } from './connect-identity.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { forgetPerson } from './forget-person.server.ts'
import { disconnectIdentity, listOwnIdentities } from './own-identities.server.ts'
import { newSecret } from './secret.server.ts'

let stub: Awaited<ReturnType<typeof startOpenIdStub>>
let people = 0

beforeAll(async () => {
  stub = await startOpenIdStub()
  useProvider({ issuer: stub.issuer, privateKey: stub.privateKey })
  return () => stub.stop()
})

type There = { email?: string | undefined; isSure?: boolean; subject?: string; token?: string }

/** Somebody comes back from the provider as one it calls by this subject, and says has this address. */
async function comeBack({ email, isSure = true, subject = `new-${++people}`, token }: There) {
  const asked = await askedThere()
  stub.state.nonce = asked.nonce
  stub.state.lie = {
    claims: { sub: subject },
    userinfo: { sub: subject, email, email_verified: isSure },
  }
  const taken = await bring({ ...asked, ...(token && { token }) })
  const waiting = await findWaitingIdentity(asked.browser)
  return { taken, subject, browser: asked.browser, request: waiting?.id ?? '', waiting }
}

async function someOfficer() {
  const email = `connects-${++people}@leeds.gov.uk`
  const who = await build.officer({ email })
  return { who, email, token: (await build.session(who)).token }
}

const identitiesOf = (who: { personId: string }) =>
  db.identity.findMany({ where: { personId: who.personId } })
const mailsTo = (toEmail: string) =>
  db.outboxEmail.findMany({ where: { toEmail, template: 'identity-changed' } })

test('the first time somebody is shown whom it would be connected to, proves that, and from then on is signed in', async () => {
  const { who, email, token } = await someOfficer()
  const first = await comeBack({ email: email.toUpperCase() })
  expect(first.taken).toEqual({ waitsFor: 'proof' })
  expect(first.waiting).toMatchObject({ email, provider: 'GOV.UK One Login', next: '/pots' })
  expect(await identitiesOf(who)).toEqual([])

  await connectIdentity({ ...first, token })

  expect(await identitiesOf(who)).toMatchObject([{ issuer: stub.issuer, subject: first.subject }])
  expect(await mailsTo(email)).toHaveLength(1)
  expect(await findWaitingIdentity(first.browser)).toBeUndefined()
  const { taken } = await comeBack({ subject: first.subject })
  expect(taken).toMatchObject({ session: { actor: { personId: who.personId } } })
})

test('R3: the same address under another subject takes nothing over', async () => {
  const { who, email } = await someOfficer()
  await identity(who, { issuer: stub.issuer, subject: `theirs-${people}` })
  const thief = await someOfficer()
  const back = await comeBack({ email })

  expect(back.taken).toEqual({ waitsFor: 'proof' })
  await expect(connectIdentity({ ...back, token: undefined })).rejects.toThrow('signed out')
  await expect(connectIdentity({ ...back, token: thief.token })).rejects.toThrow('another address')
  expect(await identitiesOf(who)).toHaveLength(1)
  expect(await identitiesOf(thief.who)).toEqual([])
})

test('R3: with half a session nothing is connected', async () => {
  const { who, email } = await someOfficer()
  await build.authenticator(who)
  const half = await build.session(who, { isProved: false })
  const back = await comeBack({ email })

  await expect(connectIdentity({ ...back, token: half.token })).rejects.toThrow('signed out')
})

test('an address that nobody made sure of connects nothing, and does not tell who is here', async () => {
  const { email } = await someOfficer()

  for (const told of [{ email }, { email: 'nobody@leeds.gov.uk' }]) {
    const { taken, waiting } = await comeBack({ ...told, isSure: false })
    expect(taken).toEqual({ trouble: 'unverified' })
    expect(waiting).toBeUndefined()
  }
  expect((await comeBack({ email: undefined })).taken).toEqual({ trouble: 'unverified' })
})

test('somebody whom nobody here knows is told so, and nothing waits', async () => {
  const { taken, waiting } = await comeBack({ email: 'nobody@leeds.gov.uk' })

  expect(taken).toEqual({ trouble: 'unknown' })
  expect(waiting).toBeUndefined()
})

test('somebody signed in connects what has their own address, and nothing else', async () => {
  const { who, email, token } = await someOfficer()
  const other = await someOfficer()

  expect((await comeBack({ email: other.email, token })).taken).toEqual({ trouble: 'mismatch' })
  expect((await comeBack({ email: 'nobody@leeds.gov.uk', token })).taken).toEqual({
    trouble: 'mismatch',
  })
  const back = await comeBack({ email, token })
  expect(back.taken).toEqual({ waitsFor: 'consent' })
  expect(await identitiesOf(who)).toEqual([])
  await connectIdentity({ ...back, token })
  expect((await comeBack({ subject: back.subject, token })).taken).toEqual({ isOwn: true })
  expect((await comeBack({ subject: back.subject, token: other.token })).taken).toEqual({
    trouble: 'taken',
  })
})

test('another browser connects nothing, and neither does a request that was not the one shown', async () => {
  const { who, email, token } = await someOfficer()
  const back = await comeBack({ email, token })
  const other = await comeBack({ email: (await someOfficer()).email })

  for (const wrong of [
    { browser: newSecret() },
    { browser: undefined },
    { request: other.request },
  ])
    await expect(connectIdentity({ ...back, token, ...wrong })).rejects.toThrow('took too long')
  expect(await identitiesOf(who)).toEqual([])
})

test('what waits may be connected for ten minutes and not a moment longer', async () => {
  const [early, late] = [await someOfficer(), await someOfficer()]
  const backs = [await comeBack(early), await comeBack(late)] as const
  const rows = await db.identityRequest.findMany({
    where: { id: { in: backs.map(({ request }) => request) } },
    orderBy: { createdAt: 'asc' },
  })
  const [endOfEarly, endOfLate] = rows.map(({ expiresAt }) => expiresAt.getTime())

  clock.set(new Date((endOfEarly ?? 0) - 1).toISOString())
  await expect(connectIdentity({ ...backs[0], token: early.token })).resolves.toBeDefined()
  clock.set(new Date(endOfLate ?? 0).toISOString())
  await expect(connectIdentity({ ...backs[1], token: late.token })).rejects.toThrow('took too long')
})

test('twenty at once connect one, and a second account of the same provider waits until the first is gone', async () => {
  const { who, email, token } = await someOfficer()
  const back = await comeBack({ email, token })

  const tries = Array.from({ length: 20 }, () => connectIdentity({ ...back, token }))
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await mailsTo(email)).toHaveLength(1)
  const second = await comeBack({ email, token })
  await expect(connectIdentity({ ...second, token })).rejects.toThrow('connected already')
  const [first] = await identitiesOf(who)
  await disconnectIdentity(token, { which: first?.id ?? '' })
  await connectIdentity({ ...second, token })
  expect(await identitiesOf(who)).toMatchObject([{ subject: second.subject }])
})

test('disconnecting ends the browsers that came by it, but the one that asks, and is mailed', async () => {
  const { who, email, token } = await someOfficer()
  const { id } = await identity(who, { issuer: stub.issuer, subject: `gone-${people}` })
  const sign = async () => {
    const { taken } = await comeBack({ subject: `gone-${people}` })
    return 'session' in taken ? taken.session.token : ''
  }
  const [asks, ends] = [await sign(), await sign()]
  const other = await someOfficer()

  await disconnectIdentity(other.token, { which: id })
  expect(await identitiesOf(who)).toHaveLength(1)
  await disconnectIdentity(asks, { which: id })
  await disconnectIdentity(asks, { which: id })

  expect(await identitiesOf(who)).toEqual([])
  expect(await findSignedIn(ends)).toBeUndefined()
  for (const kept of [asks, token]) expect(await findSignedIn(kept)).toBeDefined()
  expect(await mailsTo(email)).toHaveLength(1)
  expect(await listOwnIdentities(token)).toEqual({
    identities: [],
    others: [{ id: 'one', name: 'GOV.UK One Login' }],
  })
})

test('erasing somebody takes what signed them in along', async () => {
  const { who, email } = await someOfficer()
  await identity(who, { issuer: stub.issuer, subject: `erased-${people}` })
  await comeBack({ email })

  await transaction((tx) => forgetPerson(tx, who.personId))

  expect(await identitiesOf(who)).toEqual([])
  expect(await db.identityRequest.count({ where: { email } })).toBe(0)
})
