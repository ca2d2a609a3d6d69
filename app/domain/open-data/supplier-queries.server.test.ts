import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { readSupplierFilters } from '../profiles/supplier-filters.ts'
import { getSupplierRecord, listSuppliers } from './supplier-queries.server.ts'
import { Supplier, SupplierParameters } from './supplier-record.ts'
import { suppliersCsv } from './suppliers-csv.server.ts'

const asked = (query: Record<string, unknown> = {}) => SupplierParameters.parse(query)

async function verified(name: string) {
  const firm = await build.supplier({ name })
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt: clock.now() } })
  return firm
}

/** Every supplier that these parameters find, page by page. */
async function listAll(query: Record<string, unknown>) {
  const slugs: string[] = []
  let cursor: string | undefined
  do {
    const { data, next } = await listSuppliers(asked({ ...query, limit: 2, cursor }))
    slugs.push(...data.map(({ slug }) => slug))
    cursor = next
  } while (cursor)
  return slugs
}

test('programs get the firms of the list and of its file, once each, and nobody who is not verified', async () => {
  const firms = [
    await verified('Paged Zed'),
    await verified('Paged One'),
    await verified('Paged B'),
  ]
  await build.supplier({ name: 'Paged and not verified' })

  const slugs = await listAll({ q: 'paged' })

  expect(slugs).toEqual(firms.map(({ slug }) => slug).sort())
  let text = ''
  for await (const part of suppliersCsv(readSupplierFilters(new URLSearchParams('q=paged'))))
    text += part
  expect(text.trim().split('\r\n')).toHaveLength(slugs.length + 1)
})

test('a firm that takes another name while pages are read is given once', async () => {
  const firms = [
    await verified('Renamed A'),
    await verified('Renamed B'),
    await verified('Renamed C'),
  ]
  const { data, next } = await listSuppliers(asked({ q: 'renamed', limit: 1 }))

  const slug = data[0]?.slug ?? ''
  await db.organisation.update({ where: { slug }, data: { name: 'Renamed Z' } })
  const rest = await listSuppliers(asked({ q: 'renamed', cursor: next }))

  const given = [...data, ...rest.data].map((firm) => firm.slug)
  expect(given).toEqual(firms.map((firm) => firm.slug).sort())
})

test('one supplier comes with what its page says to everybody, and no number of a policy', async () => {
  const member = await build.member()
  await build.shownSupplier(member)

  const record = Supplier.parse(await getSupplierRecord(member.organisationSlug))

  expect(record).toMatchObject({
    slug: member.organisationSlug,
    legalForm: 'company',
    frameworks: [{ slug: 'open-world', lot: 'Lot 2', expiresOn: '2030-01-01' }],
    credentials: [
      { kind: 'professional-indemnity', number: null, issuer: null, coverPence: 500_000_000 },
      { kind: 'iso-27001', number: 'IS 1', provenance: 'document' },
    ],
  })
  expect(JSON.stringify(record)).not.toMatch(/CANARY|[0-9a-f]{8}-[0-9a-f]{4}-7/)
  const { data } = await listSuppliers(asked({ holds: 'iso-27001', framework: 'open-world' }))
  expect(data.map(({ slug }) => slug)).toContain(member.organisationSlug)
})

test('a firm that is not verified, and whoever is no supplier, is not found', async () => {
  const { slug } = await build.supplier()
  const council = await build.council()

  for (const missing of [slug, council.slug, 'nobody'])
    await expect(getSupplierRecord(missing)).rejects.toMatchObject({ kind: 'not-found' })
})
