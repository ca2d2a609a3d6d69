import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from './actor.ts'
import { appointDeputy } from './appoint-deputy.server.ts'
import { changeRoles } from './change-roles.server.ts'
import { endMembership } from './end-membership.server.ts'
import { markChiefFinanceOfficer } from './keep-scheme.server.ts'
import { getColleague } from './people-queries.server.ts'
import { getDelegatedLimit } from './queries.server.ts'
import { listScheme, readScheme } from './scheme-queries.server.ts'
import { setLimit } from './set-limit.server.ts'

const source = 'Scheme of delegation, part 3'

async function idOf({ personId, organisationId }: Actor) {
  const of = { personId_organisationId: { personId, organisationId } }
  return (await db.membership.findUniqueOrThrow({ where: of })).id
}

/** A finance approver with all a scheme of delegation can give somebody, and a colleague who stands in for them. */
async function team() {
  clock.set('2027-03-01T12:00:00Z')
  const organisation = await build.council()
  const administrator = await build.administrator({ organisation })
  const [leaver, deputy] = [
    await build.financeApprover({ organisation, name: 'Ola' }),
    await build.financeApprover({ organisation, name: 'Una' }),
  ]
  const [leaverId, deputyId] = [await idOf(leaver), await idOf(deputy)]
  for (const from of ['2027-03-01', '2027-04-01'])
    await setLimit(administrator, leaverId, { limit: pounds(10_000), from, source })
  const standing = { principalId: leaverId, from: '2027-02-01', to: '2027-05-31', source }
  await appointDeputy(administrator, deputyId, { ...standing, from: '2027-03-01' })
  await markChiefFinanceOfficer(administrator, {
    membershipId: leaverId,
    from: '2027-03-01',
    source,
  })
  clock.set('2027-03-10T12:00:00Z')
  return { organisation, administrator, leaver, leaverId }
}

test('whoever leaves may do nothing more: role, limits, standing in and being responsible end', async () => {
  const { organisation, administrator, leaver, leaverId } = await team()
  expect(await getDelegatedLimit(leaver, '2027-03-10')).toBe(pounds(10_000))

  await endMembership(administrator, leaverId)

  await expect(getColleague(administrator, leaverId)).rejects.toMatchObject({ kind: 'not-found' })
  const scheme = await readScheme(organisation.id)
  expect(scheme.people.map(({ name }) => name)).not.toContain('Ola')
  expect(scheme.people.flatMap(({ standsInFor }) => standsInFor)).toEqual([])
  expect(scheme.chiefFinanceOfficerId).toBeUndefined()
  expect(await listScheme(administrator)).toMatchObject({ officers: [], deputies: [] })
  const kept = await db.delegatedLimit.findMany({ where: { membershipId: leaverId } })
  expect(kept.map(({ fromOn, toOn }) => [fromOn, toOn])).toEqual([
    [new Date('2027-03-01'), new Date('2027-03-10')],
  ])
})

test('it is on record once, with the roles that ended', async () => {
  const { administrator, leaverId } = await team()

  await endMembership(administrator, leaverId)
  await expect(endMembership(administrator, leaverId)).rejects.toMatchObject({ kind: 'not-found' })

  const where = { subjectId: leaverId, action: 'membership-ended' }
  const records = await db.auditEntry.findMany({ where })
  expect(records.map(({ detail }) => detail)).toEqual([{ roles: 'finance-approver' }])
})

test('who comes back has no role and no limit', async () => {
  const { administrator, leaver, leaverId } = await team()
  await endMembership(administrator, leaverId)

  const open = { endedAt: null, endedById: null }
  await db.membership.update({ where: { id: leaverId }, data: open })

  expect(await getColleague(administrator, leaverId)).toMatchObject({ roles: [], limits: [] })
  expect(await getDelegatedLimit(leaver, '2027-04-01')).toBe(0n)
})

test('nobody ends their own membership, or somebody’s of another organisation', async () => {
  const { administrator, leaver, leaverId } = await team()

  await expect(endMembership(administrator, await idOf(administrator))).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(endMembership(leaver, leaverId)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(endMembership(await build.administrator(), leaverId)).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('of two administrators who end each other’s membership at once, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const organisation = await build.council()
    const both = [
      await build.administrator({ organisation }),
      await build.administrator({ organisation }),
    ] as const
    const [oneId, otherId] = [await idOf(both[0]), await idOf(both[1])]

    const results = await Promise.allSettled([
      endMembership(both[0], otherId),
      endMembership(both[1], oneId),
    ])

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const live = { organisationId: organisation.id, endedAt: null }
    expect(await db.membership.count({ where: live })).toBe(1)
  }
})

test('of two administrators who take each other’s role at once, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const organisation = await build.council()
    const [one, other] = [
      await build.administrator({ organisation }),
      await build.administrator({ organisation }),
    ] as const
    const [oneId, otherId] = [await idOf(one), await idOf(other)]

    const results = await Promise.allSettled([
      changeRoles(one, otherId, []),
      changeRoles(other, oneId, []),
    ])

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = { role: 'administrator', membership: { organisationId: organisation.id } }
    expect(await db.membershipRole.count({ where: left })).toBe(1)
  }
})

test('an administrator whose role has just ended ends nobody’s membership', async () => {
  const { organisation, administrator, leaverId } = await team()
  const other = await build.administrator({ organisation })
  await changeRoles(other, await idOf(administrator), [])

  await expect(endMembership(administrator, leaverId)).rejects.toMatchObject({ kind: 'forbidden' })
})
