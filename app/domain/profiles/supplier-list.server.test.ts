import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { addFrameworkPlace } from './add-framework-place.server.ts'
import { confirmProfile } from './confirm-profile.server.ts'
import { saveServices } from './save-services.server.ts'
import { readSupplierFilters, suppliersHref } from './supplier-filters.ts'
import { findSupplierFacts, listPublicSuppliers } from './supplier-list.server.ts'
import { withdrawCredential } from './withdraw-credential.server.ts'

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
  expect(await find('q=otter&size=sme')).toEqual(['Ottery Cymru', 'Ottery Works'])
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

test('a firm is found by a service, by what is under it and by the heading above it', async () => {
  const { streets, highways, parking, libraries } = await build.services()
  const founderOf = async (name: string) => build.member({ organisation: await verified(name) })
  await saveServices(await founderOf('Served Highways'), { services: [highways] })
  await saveServices(await founderOf('Served Streets'), { services: [streets] })
  await saveServices(await founderOf('Served Libraries'), { services: [libraries] })

  expect(await find(`q=served&service=${highways}`)).toEqual(['Served Highways', 'Served Streets'])
  expect(await find(`q=served&service=${streets}`)).toEqual(['Served Highways', 'Served Streets'])
  expect(await find(`q=served&service=${parking}`)).toEqual(['Served Streets'])
})

test('services are of the register, and kept by the firm itself', async () => {
  const { highways } = await build.services()
  const founder = await build.member()

  await expect(saveServices(founder, { services: [highways, 999_999] })).rejects.toThrow('list')
  await expect(saveServices(await build.officer(), { services: [] })).rejects.toThrow('not found')
  await expect(confirmProfile(await build.officer())).rejects.toThrow('not found')
})

test('a firm is found by what it holds today, and not by what has expired or was taken back', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const founder = await build.member({ organisation: await verified('Holding Firm') })
  const dates = { validFrom: '2027-01-01', expiresOn: '2027-12-31' }
  await build.credential(founder, dates)
  await withdrawCredential(founder, await build.credential(founder, { ...dates, kind: 'dspt' }))

  expect(await find('q=holding&holds=cyber-essentials')).toEqual(['Holding Firm'])
  expect(await find('q=holding&holds=dspt')).toEqual([])
  expect(await find('q=holding&holds=iso-9001')).toEqual([])
  clock.set('2028-01-01T00:00:00Z')
  expect(await find('q=holding&holds=cyber-essentials')).toEqual([])
  const facts = await findSupplierFacts(founder.organisationId)
  expect(facts?.credentials).toEqual([])
})

test('everybody reads what a policy covers, and nobody its number', async () => {
  const founder = await build.member({ organisation: await verified('Insured Firm') })
  await build.credential(founder, { kind: 'public-liability', number: 'POLICY-1' })

  const facts = await findSupplierFacts(founder.organisationId)

  expect(facts?.credentials).toMatchObject([{ kind: 'public-liability', number: null }])
})

test('whoever holds Cyber Essentials Plus is found by Cyber Essentials, and not the other way', async () => {
  const founder = await build.member({ organisation: await verified('Plus Firm') })
  await build.credential(founder, { kind: 'cyber-essentials-plus' })
  const plain = await build.member({ organisation: await verified('Plus Nothing') })
  await build.credential(plain)

  expect(await find('q=plus&holds=cyber-essentials')).toEqual(['Plus Firm', 'Plus Nothing'])
  expect(await find('q=plus&holds=cyber-essentials-plus')).toEqual(['Plus Firm'])
})

test('a firm is found by a framework until its place or the framework ends', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const framework = await build.framework({ slug: 'found-by', toOn: '2028-03-31' })
  const founder = await build.member({ organisation: await verified('Framed Firm') })
  await addFrameworkPlace(founder, {
    ...{ operationKey: newId(), framework, lot: '', name: undefined, reference: undefined },
    expiresOn: undefined,
  })

  expect(await find('q=framed&framework=found-by')).toEqual(['Framed Firm'])
  clock.set('2028-04-01T09:00:00Z')
  expect(await find('q=framed&framework=found-by')).toEqual([])
})

test('each firm is listed with its services and the frameworks it is on today, each once and in order', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const { streets, libraries } = await build.services()
  const ending = await build.framework({ slug: 'ending', toOn: '2027-12-31' })
  const lasting = await build.framework({ slug: 'lasting' })
  const founder = await build.member({ organisation: await verified('Listed Much') })
  await verified('Listed Nothing')
  await saveServices(founder, { services: [streets, libraries] })
  for (const [place, framework] of [lasting, lasting, ending].entries())
    await addFrameworkPlace(founder, {
      ...{
        lot: `Lot ${place}`,
        operationKey: newId(),
        framework,
        name: undefined,
        reference: undefined,
      },
      expiresOn: undefined,
    })
  const list = async () =>
    (await listPublicSuppliers(readSupplierFilters(new URLSearchParams('q=listed')))).suppliers

  const now = await list()
  clock.set('2028-01-01T09:00:00Z')
  const later = await list()

  expect(now).toMatchObject([
    {
      name: 'Listed Much',
      services: ['Libraries', 'Transport and streets'],
      frameworks: ['Framework ending', 'Framework lasting'],
    },
    { name: 'Listed Nothing', services: [], frameworks: [] },
  ])
  expect(later[0]?.frameworks).toEqual(['Framework lasting'])
})
