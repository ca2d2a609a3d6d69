import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { dateOf } from '#app/core/time.ts'
import {
  findOrganisationBySlug,
  getCouncil,
  getDelegatedLimit,
  listAreasOf,
  listBankHolidays,
  listFinanceApprovers,
} from './queries.server.ts'

test('a delegated limit holds from its first day until the day it ends', async () => {
  const approver = await build.financeApprover({ limitPence: pounds(5_000) })
  await db.delegatedLimit.updateMany({
    where: { membership: { personId: approver.personId } },
    data: { fromOn: dateOf('2026-04-01'), toOn: dateOf('2026-07-01') },
  })

  expect(await getDelegatedLimit(approver, '2026-03-31')).toBe(0n)
  expect(await getDelegatedLimit(approver, '2026-04-01')).toBe(pounds(5_000))
  expect(await getDelegatedLimit(approver, '2026-06-30')).toBe(pounds(5_000))
  expect(await getDelegatedLimit(approver, '2026-07-01')).toBe(0n)
})

test('a limit of one council is worth nothing at another, nor after leaving', async () => {
  const approver = await build.financeApprover({ limitPence: pounds(5_000) })
  const other = await build.council()

  expect(await getDelegatedLimit({ ...approver, organisationId: other.id })).toBe(0n)
  await db.membership.updateMany({
    where: { personId: approver.personId },
    data: { endedAt: clock.now() },
  })
  expect(await getDelegatedLimit(approver)).toBe(0n)
})

test('finance approvers come with the lowest limit first, and without colleagues of other roles', async () => {
  const leeds = await build.council()
  await build.officer({ organisation: leeds, limitPence: pounds(10) })
  await build.financeApprover({ organisation: leeds, name: 'Zoe', limitPence: pounds(900) })
  await build.financeApprover({ organisation: leeds, name: 'Adam', limitPence: pounds(20_000) })
  await build.financeApprover({ name: 'Elsewhere' })

  expect(await listFinanceApprovers(leeds.id)).toMatchObject([
    { name: 'Zoe', limitPence: pounds(900) },
    { name: 'Adam', limitPence: pounds(20_000) },
  ])
})

test('the areas of a council tell who is mayor on the day', async () => {
  const leeds = await build.council({ name: 'Leeds' })
  const area = await build.combinedAuthority({ members: [leeds.id], mayor: 'Ann Smith' })
  await build.combinedAuthority({ members: [leeds.id], mayor: null, name: 'zz no mayor' })

  expect(await listAreasOf(leeds.id)).toMatchObject([
    { id: area.id, role: 'constituent', mayor: { name: 'Ann Smith', since: '2020-05-01' } },
    { name: 'zz no mayor', mayor: undefined },
  ])
  expect((await listAreasOf(leeds.id, '2020-04-30'))[0]?.mayor).toBeUndefined()
  expect(await listAreasOf(area.id)).toMatchObject([{ role: 'itself' }])
})

test('a council that has left an area is not shown in it from that day on', async () => {
  const leeds = await build.council()
  const area = await build.combinedAuthority({ members: [leeds.id] })
  const where = { combinedAuthorityId: area.id, councilId: leeds.id }
  await db.combinedAuthorityMember.updateMany({ where, data: { toOn: dateOf('2026-04-01') } })

  expect(await listAreasOf(leeds.id, '2026-03-31')).toMatchObject([{ id: area.id }])
  expect(await listAreasOf(leeds.id, '2026-04-01')).toEqual([])
})

test('an organisation is found by its slug, and an unknown one is not', async () => {
  const leeds = await build.council({ name: 'Leeds', slug: 'leeds-by-slug' })

  expect(await findOrganisationBySlug('leeds-by-slug')).toMatchObject({ name: 'Leeds' })
  expect(await findOrganisationBySlug('nowhere')).toBeUndefined()
  expect(await getCouncil(leeds.id)).toMatchObject({ name: 'Leeds', nation: 'England' })
  await expect(getCouncil(nowhere)).rejects.toMatchObject({ kind: 'not-found' })
})

const nowhere = '01890000-0000-7000-8000-000000000000'

test('bank holidays come from the list asked for', async () => {
  await db.bankHoliday.createMany({
    data: [
      { division: 'scotland', day: dateOf('2031-01-02'), title: '2nd January', notes: '' },
      { division: 'england-and-wales', day: dateOf('2031-04-14'), title: 'Easter', notes: '' },
    ],
  })

  expect(await listBankHolidays('scotland')).toContain('2031-01-02')
  expect(await listBankHolidays('scotland')).not.toContain('2031-04-14')
})
