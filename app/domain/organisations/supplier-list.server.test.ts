import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { readSupplierFilters, suppliersHref } from './supplier-filters.ts'
import { findSupplierFacts, listPublicSuppliers } from './supplier-list.server.ts'

const find = async (search: string) =>
  (await listPublicSuppliers(readSupplierFilters(new URLSearchParams(search)))).suppliers.map(
    ({ name }) => name,
  )

async function verified(name: string, said: { serves?: string[]; isSme?: boolean } = {}) {
  const firm = await build.supplier({ name })
  const verifiedAt = clock.now()
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt } })
  await db.supplier.update({
    where: { id: firm.id },
    data: {
      firstVerifiedAt: verifiedAt,
      serves: said.serves ?? [],
      isSmeDeclaredAt: said.isSme ? verifiedAt : null,
    },
  })
  return firm
}

test('the list has verified firms by name, found by words, place and size', async () => {
  await verified('Ottery Works', { serves: ['London'], isSme: true })
  await verified('Ottery Data', { serves: ['England'] })
  await verified('Ottery Cymru', { serves: ['Wales'], isSme: true })
  await build.supplier({ name: 'Ottery Unverified' })

  expect(await find('q=otter')).toEqual(['Ottery Cymru', 'Ottery Data', 'Ottery Works'])
  expect(await find('q=otter+dat')).toEqual(['Ottery Data'])
  expect(await find("q=otter'+%26+!(")).toEqual(['Ottery Cymru', 'Ottery Data', 'Ottery Works'])
  expect(await find('q=otter&place=London')).toEqual(['Ottery Data', 'Ottery Works'])
  expect(await find('q=otter&place=England')).toEqual(['Ottery Data'])
  expect(await find('q=otter&size=sme&place=Wales')).toEqual(['Ottery Cymru'])
  expect(await find('q=tter')).toEqual([])
})

test('the list goes on after the last firm of a page, also where two share a name', async () => {
  for (let each = 0; each < 30; each++) await verified('Paged Firm')
  const filters = readSupplierFilters(new URLSearchParams('q=paged'))
  const first = await listPublicSuppliers(filters)

  const href = suppliersHref(filters, first.next)
  const second = await listPublicSuppliers(
    readSupplierFilters(new URL(href, 'https://site.test').searchParams),
  )

  const slugs = [...first.suppliers, ...second.suppliers].map(({ slug }) => slug)
  expect([first.suppliers.length, second.suppliers.length, second.next]).toEqual([25, 5, undefined])
  expect(new Set(slugs).size).toBe(30)
})

test('a firm that was never verified is shown to its own people and to operators alone', async () => {
  const { by, firm } = await build.waitingFirm()
  const [operator, officer] = [await build.operator(), await build.officer()]
  const isShown = async (reader?: typeof by) => (await findSupplierFacts(firm.id, reader))?.isShown

  expect([await isShown(), await isShown(officer)]).toEqual([false, false])
  expect([await isShown(by), await isShown(operator)]).toEqual([true, true])
})

test('a firm that was verified before keeps its page while it is checked again', async () => {
  const firm = await verified('Once Verified')

  await db.organisation.update({ where: { id: firm.id }, data: { name: 'Renamed Since' } })

  expect(await findSupplierFacts(firm.id)).toMatchObject({ isShown: true, verifiedAt: null })
  expect(await find('q=renamed')).toEqual([])
})
