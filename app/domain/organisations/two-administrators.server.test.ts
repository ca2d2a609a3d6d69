import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { roles as allRoles, type Actor, type Role } from './actor.ts'
import { changeRoles } from './change-roles.server.ts'
import { movesMoney } from './people.ts'
import { hasTwoAdministrators } from './two-administrators.server.ts'

const membershipOf = async ({ personId, organisationId }: Actor) =>
  (
    await db.membership.findUniqueOrThrow({
      where: { personId_organisationId: { personId, organisationId } },
    })
  ).id

const rolesOf = async (membershipId: string) =>
  (await db.membershipRole.findMany({ where: { membershipId }, orderBy: { role: 'asc' } })).map(
    ({ role }) => role,
  )

async function team(administrators = 2) {
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  const others = []
  for (let count = 1; count < administrators; count++)
    others.push(await membershipOf(await build.administrator({ organisation })))
  const ola = await membershipOf(await build.officer({ organisation }))
  return { organisation, ada, others, ola }
}

test('the database calls the same roles money roles as the site does', async () => {
  const rows = await db.$queryRaw<{ role: Role }[]>`
    select role from unnest(${[...allRoles]}::text[]) role where role_moves_money(role)`

  expect(rows.map(({ role }) => role)).toEqual(allRoles.filter(movesMoney))
})

test('a role that moves money waits for a second administrator; other roles do not', async () => {
  const { organisation, ada, ola } = await team(1)

  await expect(changeRoles(ada, ola, ['officer', 'finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
    field: 'roles',
    message: expect.stringContaining('second person') as string,
  })
  expect(await rolesOf(ola)).toEqual(['officer'])
  expect(await hasTwoAdministrators(organisation.id)).toBe(false)
  await changeRoles(ada, ola, ['officer', 'administrator'])
  expect(await hasTwoAdministrators(organisation.id)).toBe(true)

  await changeRoles(ada, ola, ['administrator', 'finance-approver'])
  expect(await rolesOf(ola)).toEqual(['administrator', 'finance-approver'])
})

test('whoever becomes an administrator by the same change is the second', async () => {
  const { ada, ola } = await team(1)

  await changeRoles(ada, ola, ['administrator', 'finance-approver'])

  expect(await rolesOf(ola)).toEqual(['administrator', 'finance-approver'])
})

test('the second administrator is not made an approver instead', async () => {
  const { ada, others } = await team(2)
  const [second = ''] = others

  await expect(changeRoles(ada, second, ['finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
  })
  expect(await rolesOf(second)).toEqual(['administrator'])
})

test('when one of two leaves, roles that move money stay, and nobody new gets one', async () => {
  const { organisation, ada, others, ola } = await team(2)
  const [second = ''] = others
  await changeRoles(ada, ola, ['finance-approver'])
  const una = await membershipOf(await build.officer({ organisation }))

  await db.membership.update({ where: { id: second }, data: { endedAt: clock.now() } })

  expect(await rolesOf(ola)).toEqual(['finance-approver'])
  await expect(changeRoles(ada, una, ['finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
  })
  await changeRoles(ada, ola, ['finance-approver', 'officer'])
})

test('administrators of another organisation do not count', async () => {
  const { ada, ola } = await team(1)
  await team(2)

  await expect(changeRoles(ada, ola, ['finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('no way around the verb: neither by a plain write, nor a changed role, nor an opened membership', async () => {
  const { ada, ola, organisation } = await team(1)
  const role = { membershipId: ola, role: 'finance-approver', grantedAt: clock.now() }
  const refused = /money_roles_need_two_administrators/

  await expect(db.membershipRole.create({ data: role })).rejects.toThrow(refused)
  await expect(
    db.membershipRole.updateMany({
      where: { membershipId: ola },
      data: { role: 'finance-approver' },
    }),
  ).rejects.toThrow(refused)
  const second = await membershipOf(await build.administrator({ organisation }))
  await changeRoles(ada, ola, ['finance-approver'])
  await db.membership.update({ where: { id: ola }, data: { endedAt: clock.now() } })
  await db.membershipRole.deleteMany({ where: { membershipId: second } })
  await expect(
    db.membership.update({ where: { id: ola }, data: { endedAt: null } }),
  ).rejects.toThrow(refused)
})

test('giving the role and ending the second administrator at once: they are put in order', async () => {
  for (let round = 0; round < 10; round++) {
    const { ada, others, ola } = await team(2)
    const [second = ''] = others

    const [given, ended] = await Promise.allSettled([
      changeRoles(ada, ola, ['finance-approver']),
      changeRoles(ada, second, []),
    ])

    expect(ended.status).toBe('fulfilled')
    expect(await rolesOf(ola)).toEqual(
      given.status === 'fulfilled' ? ['finance-approver'] : ['officer'],
    )
  }
})

const endings: [string, (tx: Tx, membershipId: string) => Promise<unknown>][] = [
  [
    'loses that role',
    (tx, membershipId) => tx.membershipRole.deleteMany({ where: { membershipId } }),
  ],
  ['leaves', (tx, id) => tx.membership.update({ where: { id }, data: { endedAt: clock.now() } })],
]

test.each(endings)(
  'whoever gives the role while the second administrator %s waits, and is refused',
  async (_, end) => {
    const { ada, others, ola } = await team(2)
    const [second = ''] = others
    let giving: Promise<unknown> = Promise.resolve()

    await transaction(async (tx) => {
      await end(tx, second)
      giving = changeRoles(ada, ola, ['finance-approver']).catch((error: unknown) => error)
      await untilSomebodyWaits()
    })

    expect(await giving).toMatchObject({ kind: 'conflict' })
    expect(await rolesOf(ola)).toEqual(['officer'])
  },
)

async function untilSomebodyWaits() {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await db.$queryRaw<{ waits: boolean }[]>`
      select exists (select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock') as waits`
    if (row?.waits) return
  }
  throw new Error('nobody waited')
}

test('twenty roles given at once with two administrators are all given', async () => {
  const { organisation, ada } = await team(2)
  const members = []
  for (let count = 0; count < 20; count++)
    members.push(await membershipOf(await build.officer({ organisation })))

  await Promise.all(members.map((id) => changeRoles(ada, id, ['finance-approver'])))

  expect(
    await db.membershipRole.count({
      where: { role: 'finance-approver', membershipId: { in: members } },
    }),
  ).toBe(20)
})
