import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { unseen, waitsForALock } from '#tests/setup/unseen.ts'
import { endOwnSessions } from './end-own-sessions.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { listOwnSessions } from './own-sessions.server.ts'
import { proveSession } from './prove-session.server.ts'

type Person = { personId: string }

/** The secrets of so many sessions of one person. */
const signIn = async (who: Person, count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await build.session(who)).token))
const areSignedIn = (tokens: string[]) =>
  Promise.all(tokens.map(async (token) => (await findSignedIn(token)) !== undefined))
const recorded = ({ personId }: Person) =>
  db.auditEntry.findMany({ where: { subjectId: personId, action: 'sessions-ended' } })

test('somebody sees where they are signed in, this browser first, and nobody else', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const leeds = await build.council({ name: 'Leeds' })
  const officer = await build.officer({ organisation: leeds })
  const [first = '', second = ''] = await signIn(officer, 2)
  await signIn(await build.officer({ organisation: leeds }), 1)

  const sessions = await listOwnSessions(second)

  expect(sessions).toHaveLength(2)
  expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false])
  expect(sessions[0]).toMatchObject({
    actsFor: 'Leeds',
    createdAt: new Date('2026-06-01T09:00:00Z'),
    expiresAt: new Date('2026-06-01T10:00:00Z'),
  })
  expect((await listOwnSessions(first))[0]?.handle).toBe(sessions[1]?.handle)
  expect(await listOwnSessions('0'.repeat(64))).toEqual([])
  expect(await listOwnSessions(undefined)).toEqual([])
})

test('B9: what a page is given of a session signs nobody in', async () => {
  const [token = ''] = await signIn(await build.officer(), 1)
  const [session] = await listOwnSessions(token)
  const { id } = await db.session.findFirstOrThrow({ where: { handle: session?.handle ?? '' } })

  const shown = JSON.stringify(session)

  expect(shown).not.toContain(token)
  expect(shown).not.toContain(id)
  expect(await findSignedIn(session?.handle.replaceAll('-', '').padEnd(64, '0'))).toBeUndefined()
})

test('one that is over is not shown, also when a new role has made it shorter', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const organisation = await build.council()
  await build.twoAdministrators(organisation.id)
  const officer = await build.officer({ organisation })
  await signIn(officer, 1)
  clock.set('2026-06-01T09:45:00Z')
  const [token = ''] = await signIn(officer, 1)
  expect(await listOwnSessions(token)).toHaveLength(2)

  const membership = await db.membership.findFirstOrThrow({
    where: { personId: officer.personId },
  })
  await db.membershipRole.create({
    data: { membershipId: membership.id, role: 'finance-approver', grantedAt: clock.now() },
  })

  expect(await listOwnSessions(token)).toHaveLength(1)
})

test('B8: one is ended at once, by its handle, and on record', async () => {
  const officer = await build.officer()
  const [here = '', there = '', elsewhere = ''] = await signIn(officer, 3)
  const [{ handle } = { handle: '' }] = await listOwnSessions(there)

  const answer = await endOwnSessions(here, { which: handle })
  const again = await endOwnSessions(here, { which: handle })

  expect([answer, again]).toEqual(Array(2).fill({ isStillSignedIn: true }))
  expect(await areSignedIn([here, there, elsewhere])).toEqual([true, false, true])
  expect(await recorded(officer)).toMatchObject([{ summary: 'Signed out of 1 browser' }])
})

test('a handle of somebody else ends nothing and is answered as one that is not there', async () => {
  const [own = ''] = await signIn(await build.officer(), 1)
  const other = await build.officer()
  const [theirs = ''] = await signIn(other, 1)
  const [{ handle } = { handle: '' }] = await listOwnSessions(theirs)

  const answers = [
    await endOwnSessions(own, { which: handle }),
    await endOwnSessions(own, { which: '00000000-0000-4000-8000-000000000000' }),
  ]

  expect(answers[0]).toEqual(answers[1])
  expect(await areSignedIn([own, theirs])).toEqual([true, true])
  expect(await recorded(other)).toEqual([])
})

test('all others are ended and this one stays; everywhere is everywhere', async () => {
  const officer = await build.officer()
  const [bystander = ''] = await signIn(await build.officer(), 1)
  const [here = '', ...others] = await signIn(officer, 4)

  expect(await endOwnSessions(here, { which: 'others' })).toEqual({ isStillSignedIn: true })
  expect(await areSignedIn([here, ...others])).toEqual([true, false, false, false])
  const [other = ''] = await signIn(officer, 1)
  expect(await endOwnSessions(here, { which: 'all' })).toEqual({ isStillSignedIn: false })

  expect(await areSignedIn([here, other, bystander])).toEqual([false, false, true])
  expect(await endOwnSessions(here, { which: 'all' })).toEqual({ isStillSignedIn: false })
  expect((await recorded(officer)).map(({ summary }) => summary).sort()).toEqual([
    'Signed out of 2 browsers',
    'Signed out of 3 browsers',
  ])
})

test('signing out elsewhere while a browser there gets a new secret ends that one, too', async () => {
  const officer = await build.officer()
  const here = (await build.session(officer)).token
  const half = (await build.session(officer, { isProved: false })).token
  const { result: whole, commit } = await unseen((tx) => proveSession(tx, half))

  const ending = endOwnSessions(here, { which: 'others' })
  await waitsForALock()
  await commit()

  expect(await ending).toEqual({ isStillSignedIn: true })
  expect(await areSignedIn([here, half, whole])).toEqual([true, false, false])
})
