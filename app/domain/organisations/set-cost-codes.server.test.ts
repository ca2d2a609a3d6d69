import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { CostCodesInput } from './cost-code.ts'
import { findCostCodes, setCostCodes } from './set-cost-codes.server.ts'

const codes = (given: object) => CostCodesInput.parse(given)

test('an administrator sets the codes, and finance people of the council see them', async () => {
  const admin = await build.administrator()
  const organisation = {
    id: admin.organisationId,
    name: admin.organisationName,
    slug: admin.organisationSlug,
    kind: admin.organisationKind,
  }
  const finance = await build.financeApprover({ organisation })

  await setCostCodes(admin, codes({ paid: 'R4410', called: 'C100' }))
  await setCostCodes(admin, codes({ paid: 'R4411' }))

  expect(await findCostCodes(finance)).toEqual(codes({ paid: 'R4411' }))
  await expect(setCostCodes(finance, codes({ paid: 'X' }))).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const audit = { where: { subjectId: admin.organisationId, action: 'cost-codes-set' } }
  expect(await db.auditEntry.count(audit)).toBe(2)
  await setCostCodes(admin, codes({ paid: 'R4411' }))
  expect(await db.auditEntry.count(audit)).toBe(2)
})

test('nobody of another organisation sees or sets them', async () => {
  const admin = await build.administrator()
  await setCostCodes(admin, codes({ paid: 'R1' }))
  const other = await build.administrator()

  expect(await findCostCodes(other)).toEqual(codes({}))
  for (const stranger of [await build.member(), await build.fundManager(), await build.officer()])
    await expect(findCostCodes(stranger)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(setCostCodes(await build.member(), codes({}))).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('two administrators at once leave one whole set', async () => {
  const admin = await build.administrator()
  const sets = ['A', 'B', 'C'].map((code) => codes({ paid: code, called: code, payable: code }))

  await Promise.all(sets.map((set) => setCostCodes(admin, set)))

  expect(sets).toContainEqual(await findCostCodes(admin))
})
