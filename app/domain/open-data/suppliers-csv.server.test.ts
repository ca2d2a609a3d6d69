import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { readSupplierFilters } from '../profiles/supplier-filters.ts'
import { suppliersCsv } from './suppliers-csv.server.ts'

async function verified(name: string) {
  const firm = await build.supplier({ name })
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt: clock.now() } })
  return firm
}

test('the file has all that the filters find, on every page, and nothing runs in a spreadsheet', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const firm = await verified('=Filed() One')
  for (let each = 0; each < 26; each++) await verified('Filed Again')
  await build.credential(await build.member({ organisation: firm }), { kind: 'dspt' })

  let text = ''
  for await (const part of suppliersCsv(readSupplierFilters(new URLSearchParams('q=filed'))))
    text += part

  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength(1 + 27)
  expect(lines[1]).toMatch(/^"'=Filed\(\) One",.*Data Security and Protection Toolkit/)
})
