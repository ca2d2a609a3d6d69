import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import type { Role } from '../organisations/actor.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { forgetOldSignIns } from './forget-old-sign-ins.server.ts'
import { forgetPerson } from './forget-person.server.ts'
import { listOwnSessions } from './own-sessions.server.ts'
import { proveSession } from './prove-session.server.ts'
import { newSecret } from './secret.server.ts'
import { startSession } from './start-session.server.ts'

let people = 0

async function somebody(roles: Role[] = ['officer']) {
  const email = `browser-${++people}@leeds.gov.uk`
  return { ...(await build.officer({ email, roles })), email }
}

type Who = { personId: string }

const signIn = async ({ personId }: Who, knownBrowser: string | undefined = newSecret()) => {
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
  const how = 'Signed in with an emailed link'
  return transaction((tx) => startSession(tx, { personId, how, userAgent, knownBrowser }))
}

const mailsTo = ({ email }: { email: string }) =>
  db.outboxEmail.findMany({ where: { toEmail: email, template: 'new-browser' } })
const sessionsOf = ({ personId }: Who) => db.session.count({ where: { personId } })

test('a sign-in with a new browser is mailed, and with the same one no more', async () => {
  const [who, other] = [await somebody(), await somebody()]
  const browser = newSecret()

  await signIn(who, browser)
  await signIn(who, browser)
  expect(await mailsTo(who)).toHaveLength(1)
  expect((await mailsTo(who))[0]?.text).toContain('Firefox on Windows')
  await signIn(who)
  expect(await mailsTo(who)).toHaveLength(2)
  // The same computer, and another person.
  await signIn(other, browser)
  expect(await mailsTo(other)).toHaveLength(1)
})

test('a browser without cookies is new each time, and its cookie is nowhere to be read', async () => {
  const who = await somebody()
  const browser = newSecret()

  const { token } = await signIn(who, browser)
  const { personId } = who
  const how = 'Signed in with an emailed link'
  const withoutCookie = () => transaction((tx) => startSession(tx, { personId, how }))
  await withoutCookie()
  await withoutCookie()

  expect(await mailsTo(who)).toHaveLength(3)
  expect(JSON.stringify(await db.knownBrowser.findMany())).not.toContain(browser)
  expect(await findSignedIn(browser)).toBeUndefined()
  expect(JSON.stringify(await listOwnSessions(token))).not.toContain(browser)
})

test('twenty sign-ins at once with one new browser are one mail', async () => {
  const who = await somebody()
  const browser = newSecret()

  await Promise.all(Array.from({ length: 20 }, () => signIn(who, browser)))

  expect(await mailsTo(who)).toHaveLength(1)
})

test('whoever is chosen in the demonstration is not mailed, and not limited', async () => {
  const who = await somebody(['administrator'])

  for (let turn = 0; turn < 7; turn++) await build.session(who)

  expect(await mailsTo(who)).toEqual([])
  expect(await sessionsOf(who)).toBe(7)
})

test('a browser is forgotten a year after its last sign-in, and with its person', async () => {
  const who = await somebody()
  clock.set('2026-06-01T09:00:00Z')
  await signIn(who)
  const count = () => db.knownBrowser.count({ where: { personId: who.personId } })

  clock.set('2027-06-01T09:00:00Z')
  await forgetOldSignIns()
  expect(await count()).toBe(1)
  clock.set('2027-06-01T09:00:00.001Z')
  await forgetOldSignIns()
  expect(await count()).toBe(0)
  await signIn(who)
  await transaction((tx) => forgetPerson(tx, who.personId))
  expect(await count()).toBe(0)
})

test.each<[Role, number]>([
  ['officer', 10],
  ['finance-approver', 5],
])('of an %s %i sessions go on at once, and the oldest goes for one more', async (role, most) => {
  const who = await somebody([role])
  const tokens: string[] = []
  for (let turn = 0; turn < most; turn++) {
    clock.set(new Date(Date.UTC(2026, 5, 1, 9, 0, turn)).toISOString())
    tokens.push((await signIn(who)).token)
  }
  const areIn = async () =>
    (await Promise.all(tokens.map((token) => findSignedIn(token)))).map((one) => one !== undefined)
  expect(await areIn()).toEqual(tokens.map(() => true))

  tokens.push((await signIn(who)).token)

  expect(await areIn()).toEqual(tokens.map((_token, place) => place > 0))
  const { personId } = who
  const ended = { subjectId: personId, action: 'sessions-ended' }
  expect(await db.auditEntry.count({ where: ended })).toBe(1)
})

test('twenty sign-ins at once leave as many sessions as there may be', async () => {
  const who = await somebody(['finance-approver'])

  await Promise.all(Array.from({ length: 20 }, () => signIn(who)))

  expect(await sessionsOf(who)).toBe(5)
})

test('half sessions push out no whole one, and one that is made whole stays though others are newer', async () => {
  const who = await somebody(['finance-approver'])
  await build.authenticator(who)
  const at = (second: number) =>
    clock.set(new Date(Date.UTC(2026, 5, 1, 9, 0, second)).toISOString())
  at(0)
  const half = (await signIn(who)).token
  at(1)
  const whole: string[] = []
  for (let turn = 0; turn < 5; turn++) whole.push((await build.session(who)).token)
  at(2)
  for (let turn = 0; turn < 4; turn++) await signIn(who)
  for (const token of whole) expect(await findSignedIn(token)).toBeDefined()
  expect(await sessionsOf(who)).toBe(10)

  const raised = await transaction((tx) => proveSession(tx, half))
  for (let turn = 0; turn < 6; turn++) await signIn(who)

  expect(await findSignedIn(raised)).toBeDefined()
  const { personId } = who
  expect(await db.session.count({ where: { personId, provedAt: { not: null } } })).toBe(5)
  expect(await db.session.count({ where: { personId, provedAt: null } })).toBe(5)
})
