import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { changeBankDetails } from './change-bank-details.server.ts'

const account = (accountNumber: string) => ({
  ...build.key(),
  accountName: 'FERNHILL LABS',
  sortCode: '309430',
  accountNumber,
})

const detailsOf = (organisationId: string) =>
  db.bankDetails.findMany({ where: { organisationId }, orderBy: { addedAt: 'asc' } })

test('the same details again change nothing and leave no trace', async () => {
  const admin = await build.administrator()
  await changeBankDetails(admin, account('00000001'))

  await changeBankDetails(admin, account('00000001'))

  expect(await detailsOf(admin.organisationId)).toHaveLength(1)
  const about = { subjectId: admin.organisationId, action: 'bank-details-changed' }
  expect(await db.auditEntry.count({ where: about })).toBe(1)
})

test('of two changes at once one account is in use, and the other person is told', async () => {
  await build.rules()
  const admin = await build.administrator()

  const results = await Promise.allSettled([
    changeBankDetails(admin, account('00000001')),
    changeBankDetails(admin, account('00000002')),
  ])

  const inUse = (await detailsOf(admin.organisationId)).filter((row) => row.retiredAt === null)
  expect(inUse).toHaveLength(1)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ kind: 'conflict' })
})

test('only an administrator changes them', async () => {
  const officer = await build.officer()

  const tried = changeBankDetails(officer, account('00000001'))

  await expect(tried).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await detailsOf(officer.organisationId)).toHaveLength(0)
})
