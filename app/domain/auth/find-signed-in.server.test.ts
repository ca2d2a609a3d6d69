import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { actFor } from './act-for.server.ts'
import { endSession } from './end-session.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { hashOf } from './secret.server.ts'

test('the secret of a session gives the person, the organisation and the roles, and nothing else', async () => {
  const leeds = await build.council({ name: 'Leeds' })
  const officer = await build.officer({ organisation: leeds })
  const { token } = await build.session(officer)

  const signedIn = await findSignedIn(token)

  expect(signedIn).toEqual({ actor: officer, heldBack: [], otherOrganisations: [] })
})

test('A16: nothing the database keeps of a session signs anybody in', async () => {
  const { token } = await build.session(await build.officer())
  const row = await db.session.findUniqueOrThrow({ where: { id: hashOf(token) } })

  for (const value of [row.id, hashOf(row.id), row.personId, '', 'x'.repeat(64), undefined])
    expect(await findSignedIn(value)).toBeUndefined()
  expect(await findSignedIn(token)).toBeDefined()
})

test('B4: a finance approver left alone for half an hour is signed out, an officer is not', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const approver = await build.session(await build.financeApprover())
  const officer = await build.session(await build.officer())

  clock.set('2026-06-01T09:30:00Z')

  expect(await findSignedIn(approver.token)).toBeUndefined()
  expect(await findSignedIn(officer.token)).toBeDefined()
  clock.set('2026-06-01T09:00:01Z')
  expect(await findSignedIn(approver.token)).toBeUndefined()
})

test('B5: use keeps a session going, but not beyond its longest day', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const { token } = await build.session(await build.financeApprover())

  for (let minute = 20; minute < 480; minute += 20) {
    clock.set(new Date(Date.UTC(2026, 5, 1, 9, minute)).toISOString())
    expect(await findSignedIn(token)).toBeDefined()
  }
  clock.set('2026-06-01T16:59:59.999Z')
  expect(await findSignedIn(token)).toBeDefined()
  clock.set('2026-06-01T17:00:00Z')
  expect(await findSignedIn(token)).toBeUndefined()
})

test('B6: a role taken away is gone at the next request', async () => {
  const officer = await build.officer()
  const { token } = await build.session(officer)

  await db.membershipRole.deleteMany({ where: { membership: { personId: officer.personId } } })

  expect((await findSignedIn(token))?.actor.roles).toEqual([])
})

test('A14: somebody whose last membership has ended is signed out', async () => {
  const officer = await build.officer()
  const { token } = await build.session(officer)

  await db.membership.updateMany({
    where: { personId: officer.personId },
    data: { endedAt: clock.now() },
  })

  expect(await findSignedIn(token)).toBeUndefined()
})

test('B3: signing out ends this session and no other', async () => {
  const officer = await build.officer()
  const here = await build.session(officer)
  const elsewhere = await build.session(officer)

  await endSession(here.token)
  await endSession(here.token)

  expect(await findSignedIn(here.token)).toBeUndefined()
  expect(await findSignedIn(elsewhere.token)).toBeDefined()
})

test('a person of two organisations acts for one at a time and only for their own', async () => {
  const [bath, york, hull] = [
    await build.council({ name: 'Bath' }),
    await build.council({ name: 'York' }),
    await build.council({ name: 'Hull' }),
  ]
  const officer = await build.officer({ organisation: bath })
  await build.membership({ ...officer, organisationId: york.id, roles: ['administrator'] })
  const { token, actor } = await build.session(officer)
  expect(actor.organisationName).toBe('Bath')

  await actFor(token, { organisationId: york.id })

  const switched = await findSignedIn(token)
  expect(switched?.actor).toMatchObject({ organisationName: 'York', roles: ['administrator'] })
  expect(switched?.otherOrganisations).toEqual([{ id: bath.id, name: 'Bath', kind: 'council' }])
  await expect(actFor(token, { organisationId: hull.id })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  expect((await findSignedIn(token))?.actor.organisationName).toBe('York')
})
