import { beforeAll, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { identity, useProvider } from '#tests/factories/identities.ts'
import { startOpenIdStub, unsigned, type Lie } from '#tests/fakes/openid-stub.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { endSessionsByProvider } from './end-sessions-elsewhere.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { forgetOldSignIns } from './forget-old-sign-ins.server.ts'
import { startSession } from './start-session.server.ts'

let stub: Awaited<ReturnType<typeof startOpenIdStub>>
let subjects = 0

beforeAll(async () => {
  stub = await startOpenIdStub()
  useProvider({ issuer: stub.issuer, privateKey: stub.privateKey })
  return () => stub.stop()
})

/** An officer signed in twice by the provider, and once by email. */
async function threeTimes() {
  const sub = `subject-${++subjects}`
  const who = await build.officer()
  await identity(who, { issuer: stub.issuer, subject: sub })
  const { personId } = who
  const start = (issuer?: string) =>
    transaction((tx) => startSession(tx, { personId, how: 'Signed in', issuer, isProved: true }))
  const [one, other, byMail] = [await start(stub.issuer), await start(stub.issuer), await start()]
  return { sub, who, came: [one.token, other.token], byMail: byMail.token }
}

const say = async (more: Record<string, unknown>, lie: Lie = {}) => {
  stub.state.lie = lie
  return endSessionsByProvider('one', await stub.logoutToken(more))
}

const counted = { counted: true }
const refused = { counted: false, why: 'refused' }

test('R4: signing out there ends every session that came from there, and no other', async () => {
  const { sub, who, came, byMail } = await threeTimes()
  const bystander = await threeTimes()

  expect(await say({ sub })).toEqual(counted)

  for (const token of came) expect(await findSignedIn(token)).toBeUndefined()
  for (const token of [byMail, ...bystander.came]) expect(await findSignedIn(token)).toBeDefined()
  const { personId } = who
  const entries = await db.auditEntry.findMany({ where: { subjectId: personId } })
  expect(entries.map(({ action }) => action)).toContain('sessions-ended')
  expect(await say({ sub: 'nobody-here' })).toEqual(counted)
})

const now = () => Math.floor(clock.real().getTime() / 1000)

test.each<[string, Record<string, unknown>, Lie?]>([
  ['a signature of somebody else', {}, { header: { kid: 'second' } }],
  ['no signature', {}, { sign: unsigned }],
  ['a nonce', { nonce: 'some' }],
  ['another audience', { aud: 'somebody-else' }],
  ['another issuer', { iss: 'https://evil.test/' }],
  ['no event', { events: {} }],
  ['another event', { events: { 'https://evil.test/': {} } }],
  ['neither subject nor session', { sub: undefined }],
  ['a subject without a name', { sub: '', sid: 'some' }],
  ['a session without a name', { sid: '' }],
  ['a session that is no text', { sid: 7 }],
  ['another issuer for a session', { sub: undefined, sid: 'laptop', iss: 'https://evil.test/' }],
  ['no name of its own', { jti: undefined }],
  ['an end that is past', { exp: now() - 61 }],
  ['a beginning that is too long ago', { iat: now() - 700 }],
  ['a kind of its own', {}, { header: { typ: 'at+jwt' } }],
])('R4: a message with %s counts for nothing', async (_what, more, lie) => {
  const { sub, came } = await threeTimes()

  expect(await say({ sub, ...more }, lie)).toEqual(refused)
  expect(await findSignedIn(came[0])).toBeDefined()
})

test('R4, C11: what is no message at all counts for nothing', async () => {
  for (const message of ['', 'a.b.c', 'x'.repeat(5000)])
    expect(await endSessionsByProvider('one', message)).toEqual(refused)
  await expect(endSessionsByProvider('another', '')).rejects.toMatchObject({ kind: 'not-found' })
})

test('R4: a message counts once, also twenty times at once', async () => {
  const { sub } = await threeTimes()
  stub.state.lie = { header: { typ: 'logout+jwt' } }
  const message = await stub.logoutToken({ sub })

  const all = await Promise.all(
    Array.from({ length: 20 }, () => endSessionsByProvider('one', message)),
  )

  expect(all.filter((one) => one.counted)).toHaveLength(1)
  expect(await endSessionsByProvider('one', message)).toEqual(refused)
})

test('messages and ways to a provider are forgotten after two days', async () => {
  const start = clock.real().getTime()
  await say({ sub: 'nobody-here' })
  const [{ receivedAt } = { receivedAt: new Date(0) }] = await db.logoutMessage.findMany({
    orderBy: { receivedAt: 'desc' },
    take: 1,
  })
  expect(receivedAt.getTime()).toBeGreaterThanOrEqual(start)

  clock.set(new Date(receivedAt.getTime() + 2 * 86_400_000).toISOString())
  await forgetOldSignIns()
  expect(await db.logoutMessage.count({ where: { receivedAt } })).toBe(1)
  clock.set(new Date(receivedAt.getTime() + 2 * 86_400_000 + 1).toISOString())
  await forgetOldSignIns()
  expect(await db.logoutMessage.count({ where: { receivedAt } })).toBe(0)
})
