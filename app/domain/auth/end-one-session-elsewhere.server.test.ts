import { beforeAll, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { askedThere, bring, identity, useProvider } from '#tests/factories/identities.ts'
import { startOpenIdStub } from '#tests/fakes/openid-stub.ts'
import { unseen, waitsForALock } from '#tests/setup/unseen.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { endSessionsByProvider } from './end-sessions-elsewhere.server.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { proveSession } from './prove-session.server.ts'
import { hashOf } from './secret.server.ts'
import { startSession } from './start-session.server.ts'

let stub: Awaited<ReturnType<typeof startOpenIdStub>>
let made = 0

beforeAll(async () => {
  stub = await startOpenIdStub()
  useProvider({ issuer: stub.issuer, privateKey: stub.privateKey })
  return () => stub.stop()
})

/** A name that nobody else has. */
const newName = (what: string) => `${what} ${++made}`

/** An officer whom the provider signs in; `start` does so in a session there, or in one that it does not name. */
async function whoComesByIt() {
  const sub = newName('subject')
  const who = await build.officer()
  await identity(who, { issuer: stub.issuer, subject: sub })
  const { personId } = who
  const start = async (issuerSession?: string, issuer: string = stub.issuer) => {
    const signIn = { personId, how: 'Signed in', isProved: true, issuer, issuerSession }
    return (await transaction((tx) => startSession(tx, signIn))).token
  }
  return { sub, who, start }
}

const messageOf = (named: { sub?: string; sid?: string }) =>
  stub.logoutToken({ sub: undefined, ...named })
const say = async (named: { sub?: string; sid?: string }) =>
  endSessionsByProvider('one', await messageOf(named))

const areLive = async (tokens: string[]) =>
  Promise.all(tokens.map(async (token) => (await findSignedIn(token)) !== undefined))

const counted = { counted: true }

test('R4: a message that names a session alone ends what came by that one, and nothing else', async () => {
  const { who, start } = await whoComesByIt()
  const other = await whoComesByIt()
  const [sid, theirs] = [newName('laptop'), newName('telephone')]
  const came = [await start(sid), await start(sid)]
  const { token: byMail } = await build.session(who)
  const stay = [
    await start(theirs),
    await start(),
    byMail,
    await start(sid, 'https://another.test/'),
    await other.start(theirs),
  ]

  expect(await say({ sid })).toEqual(counted)

  expect(await areLive(came)).toEqual([false, false])
  expect(await areLive(stay)).toEqual([true, true, true, true, true])
  const entries = await db.auditEntry.findMany({
    where: { subjectId: who.personId, action: 'sessions-ended' },
  })
  expect(entries.map(({ summary }) => summary)).toEqual([
    'Signed out of 2 browsers by GOV.UK One Login',
  ])
  expect(await say({ sid: newName('nobody here') })).toEqual(counted)
})

test('R4: a message that names a subject and a session ends that session of theirs', async () => {
  const { sub, start } = await whoComesByIt()
  const other = await whoComesByIt()
  const [sid, theirs] = [newName('laptop'), newName('telephone')]
  // The provider did not say by which it came, so it may be the one that is over.
  const [named, unsaid] = [await start(sid), await start()]
  const stay = [await start(theirs), await other.start(sid), await other.start()]

  expect(await say({ sub, sid })).toEqual(counted)

  expect(await areLive([named, unsaid])).toEqual([false, false])
  expect(await areLive(stay)).toEqual([true, true, true])
})

test('R4: a message that names a subject alone ends all of theirs, whatever session they came by', async () => {
  const { sub, start } = await whoComesByIt()
  const came = [await start(newName('laptop')), await start(newName('telephone')), await start()]

  expect(await say({ sub })).toEqual(counted)

  expect(await areLive(came)).toEqual([false, false, false])
})

test('R4: a message about a session counts once, also twenty times at once', async () => {
  const sid = newName('laptop')
  const { start } = await whoComesByIt()
  const message = await messageOf({ sid })

  const all = await Promise.all(
    Array.from({ length: 20 }, () => endSessionsByProvider('one', message)),
  )
  const later = await start(sid)

  expect(all.filter((one) => one.counted)).toHaveLength(1)
  expect(await endSessionsByProvider('one', message)).toEqual({ counted: false, why: 'refused' })
  expect(await areLive([later])).toEqual([true])
})

test('the session that an answer came by is noted as its hash alone, and one without a name as none', async () => {
  const noted: (string | null)[] = []
  const sid = newName('laptop')
  for (const claim of [sid, '', 7, undefined]) {
    const { sub, who } = await whoComesByIt()
    const asked = await askedThere()
    stub.state.nonce = asked.nonce
    stub.state.lie = { claims: { sub, sid: claim }, userinfo: { sub } }
    expect(await bring(asked)).toHaveProperty('session')
    stub.state.lie = {}
    const kept = await db.session.findFirstOrThrow({ where: { personId: who.personId } })
    expect(JSON.stringify(kept)).not.toContain(sid)
    noted.push(kept.issuerSessionHash)
  }

  expect(noted).toEqual([hashOf(sid), null, null, null])
})

const raise = (token: string) => unseen((tx) => proveSession(tx, token))

test('R4: a session with a new secret is still the one that came by the provider', async () => {
  const sid = newName('laptop')
  const token = await (await whoComesByIt()).start(sid)
  const { result: whole, commit } = await raise(token)
  await commit()
  expect(await areLive([token, whole])).toEqual([false, true])

  expect(await say({ sid })).toEqual(counted)

  expect(await findSession(whole)).toBeUndefined()
})

test.each(['sub', 'sid'] as const)(
  'R4: signing out there by %s while a session gets its new secret ends that one, too',
  async (by) => {
    const sid = newName('laptop')
    const { sub, start } = await whoComesByIt()
    const { result: whole, commit } = await raise(await start(sid))

    const saying = say({ [by]: { sub, sid }[by] })
    await waitsForALock()
    await commit()

    expect(await saying).toEqual(counted)
    expect(await findSession(whole)).toBeUndefined()
  },
)

test('R4: a session that was ended a moment ago gets no new secret', async () => {
  const sid = newName('laptop')
  const { who, start } = await whoComesByIt()
  const token = await start(sid)
  const ended = await unseen((tx) => tx.session.deleteMany({ where: { id: hashOf(token) } }))

  const raising = transaction((tx) => proveSession(tx, token))
  const refused = expect(raising).rejects.toMatchObject({ kind: 'conflict' })
  await waitsForALock()
  await Promise.all([ended.commit(), refused])

  expect(await db.session.count({ where: { personId: who.personId } })).toBe(0)
})

test('a session there is never noted without its issuer', async () => {
  const token = await (await whoComesByIt()).start(newName('laptop'))

  await expect(
    db.session.update({ where: { id: hashOf(token) }, data: { issuer: null } }),
  ).rejects.toThrow(/sessions_name_theirs_of_an_issuer/)
})
