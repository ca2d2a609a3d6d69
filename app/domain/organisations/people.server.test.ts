import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from './actor.ts'
import { changeRoles } from './change-roles.server.ts'
import { getColleague, listColleagues } from './people-queries.server.ts'
import { getDelegatedLimit } from './queries.server.ts'
import { setLimit } from './set-limit.server.ts'

const membershipOf = async ({ personId, organisationId }: Actor) =>
  (
    await db.membership.findUniqueOrThrow({
      where: { personId_organisationId: { personId, organisationId } },
    })
  ).id

async function team() {
  const organisation = await build.council()
  const administrator = await build.administrator({ organisation, name: 'Ada' })
  const officer = await build.officer({ organisation, name: 'Ola' })
  const officerId = await membershipOf(officer)
  return { organisation, administrator, officer, officerId }
}

const decision = { limit: pounds(10_000), from: '2027-04-01', source: 'Scheme of delegation' }

test('an administrator gives and ends roles, and each change is on record', async () => {
  const { administrator, officerId } = await team()

  await changeRoles(administrator, officerId, ['finance-approver', 'administrator'])
  await changeRoles(administrator, officerId, ['finance-approver', 'administrator'])

  expect((await getColleague(administrator, officerId)).roles).toEqual([
    'administrator',
    'finance-approver',
  ])
  const trail = await db.auditEntry.findMany({ where: { subjectId: officerId } })
  expect(trail.map(({ action }) => action).sort()).toEqual([
    'role-ended',
    'role-granted',
    'role-granted',
  ])
})

test('nobody gives themselves a role that moves money, nor steps down alone', async () => {
  const { administrator } = await team()
  const own = await membershipOf(administrator)

  await expect(
    changeRoles(administrator, own, ['administrator', 'finance-approver']),
  ).rejects.toMatchObject({ kind: 'forbidden', field: 'roles' })
  await expect(changeRoles(administrator, own, ['officer'])).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(changeRoles(administrator, own, ['administrator', 'officer'])).resolves.toBe(
    undefined,
  )
})

test('a council cannot give a role of a funder', async () => {
  const { administrator, officerId } = await team()

  await expect(changeRoles(administrator, officerId, ['fund-manager'])).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('other roles and other councils change nothing', async () => {
  const { officer, officerId } = await team()
  const stranger = await build.administrator()

  await expect(changeRoles(officer, officerId, ['administrator'])).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(changeRoles(stranger, officerId, [])).rejects.toMatchObject({ kind: 'not-found' })
  await expect(setLimit(stranger, officerId, decision)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(setLimit(officer, officerId, decision)).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await listColleagues(stranger)).map(({ name }) => name)).not.toContain('Ola')
})

test('a new limit holds from its day; the one before holds until then', async () => {
  clock.set('2027-03-01T12:00:00Z')
  const { administrator, officer, officerId } = await team()
  await setLimit(administrator, officerId, { ...decision, from: '2027-03-01' })

  await setLimit(administrator, officerId, { ...decision, limit: pounds(500) })

  expect(await getDelegatedLimit(officer, '2027-03-31')).toBe(pounds(10_000))
  expect(await getDelegatedLimit(officer, '2027-04-01')).toBe(pounds(500))
})

test('a limit set again from the same or an earlier day takes the place of the later one', async () => {
  clock.set('2027-03-01T12:00:00Z')
  const { administrator, officer, officerId } = await team()
  await setLimit(administrator, officerId, decision)
  await setLimit(administrator, officerId, decision)

  await setLimit(administrator, officerId, { ...decision, from: '2027-03-15', limit: pounds(1) })

  expect(await getDelegatedLimit(officer, '2027-04-01')).toBe(pounds(1))
  expect(await getDelegatedLimit(officer, '2027-03-14')).toBe(0n)
  await expect(
    setLimit(administrator, officerId, { ...decision, from: '2027-02-28' }),
  ).rejects.toMatchObject({ kind: 'invalid', field: 'from' })
})

test('nobody sets their own limit, and a supplier has none', async () => {
  const { administrator } = await team()
  const supplier = await build.supplier()
  const boss = await build.administrator({ organisation: supplier })
  const member = await build.member({ organisation: supplier })

  await expect(
    setLimit(administrator, await membershipOf(administrator), decision),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(setLimit(boss, await membershipOf(member), decision)).rejects.toMatchObject({
    kind: 'forbidden',
  })
})
