import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { pounds } from '#app/core/money.ts'
import { changeSupplierDetails } from './change-supplier-details.server.ts'
import { getSupplierDetails } from './supplier-queries.server.ts'
import { SupplierDetailsInput } from './supplier.ts'

const input = (given: Record<string, string> = {}) =>
  SupplierDetailsInput.parse({ town: 'Hull', staffCount: '12', ...given })

test('a firm is small or medium-sized by its numbers, from the day they first said so', async () => {
  await build.rules()
  const firm = await build.member()
  const declaredAt = async () => (await getSupplierDetails(firm)).isSmeDeclaredAt
  clock.set('2027-06-01T09:00:00Z')
  await changeSupplierDetails(firm, input({ turnover: '900,000' }))
  const first = await declaredAt()
  clock.set('2027-07-01T09:00:00Z')

  await changeSupplierDetails(firm, input({ turnover: '950,000' }))
  const later = await declaredAt()
  await changeSupplierDetails(firm, input({ turnover: '44,000,000.01' }))

  expect(first).toEqual(new Date('2027-06-01T09:00:00Z'))
  expect(later).toEqual(first)
  expect(await declaredAt()).toBeNull()
  const { turnoverPence, size } = await getSupplierDetails(firm)
  expect([turnoverPence, size.isSme]).toEqual([pounds(44_000_000) + 1n, undefined])
})
