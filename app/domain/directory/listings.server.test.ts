import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { closeMemberships } from '../organisations/close-memberships.server.ts'
import { confirmListing } from './confirm-listing.server.ts'
import {
  listLeaders,
  listPublicLeaderCounts,
  listPublicServiceCounts,
} from './count-queries.server.ts'
import { readDirectoryFilters } from './directory-filters.ts'
import { askToConfirm, unlistUnconfirmed } from './keep-listings.server.ts'
import { findOwnListing, getListedPerson, previewListing } from './person-queries.server.ts'
import { saveListing } from './save-listing.server.ts'
import { listPeople } from './search-queries.server.ts'
import { withdrawListing } from './withdraw-listing.server.ts'

const find = async (by: Parameters<typeof listPeople>[0], text: string) => {
  const { people } = await listPeople(by, readDirectoryFilters(new URLSearchParams(text)))
  return people.map(({ name }) => name)
}
const listedFor = async (service: number) =>
  (await db.listingCount.findUnique({ where: { serviceFunctionId: service } }))?.listed ?? 0
const membershipOf = async ({ personId }: { personId: string }) =>
  (await db.membership.findFirstOrThrow({ where: { personId } })).id

test('nobody is listed before they say so, and others see exactly what was shown first', async () => {
  const { highways, libraries } = await build.services()
  const nia = await build.officer({ name: 'Nia Quillfeather' })
  const reader = await build.member()
  expect(await find(reader, 'q=Quillfeather')).toEqual([])

  const input = { services: [highways, libraries], about: 'Street works', takesMessages: false }
  const preview = await previewListing(nia, input)
  expect(await findOwnListing(nia)).toBeUndefined()
  await saveListing(nia, input)

  const own = await findOwnListing(nia)
  expect({ ...preview, id: own?.id, confirmedAt: own?.confirmedAt }).toEqual(own)
  expect(own).toMatchObject({
    name: 'Nia Quillfeather',
    services: [{ name: 'Highways' }, { name: 'Libraries' }],
    takesMessages: false,
  })
  expect(await find(reader, 'q=Quillfeather')).toEqual(['Nia Quillfeather'])
  const [trail] = await db.auditEntry.findMany({ where: { subjectId: own?.id ?? '' } })
  expect(trail).toMatchObject({ action: 'listing-made', personId: nia.personId })
})

test('people are found by a part of their name, their title, their words, a service, a place and a council', async () => {
  const { streets, parking } = await build.services()
  const council = await build.council({ name: 'Zetland', slug: 'zetland', region: 'London' })
  const will = await build.officer({ name: 'Will Zamboni', organisation: council })
  await build.listing(will, { services: [parking], about: 'Permits for carers visiting' })
  const other = await build.officer({ name: 'Ida Zamboni' })
  await build.listing(other, { about: 'Potholes' })
  const reader = await build.member()

  expect(await find(reader, 'q=will')).toEqual(['Will Zamboni'])
  expect(await find(reader, 'q=zambo')).toEqual(['Ida Zamboni', 'Will Zamboni'])
  expect(await find(reader, 'q=carer+permit')).toEqual(['Will Zamboni'])
  expect(await find(reader, 'q=zetland')).toEqual(['Will Zamboni'])
  expect(await find(reader, `q=zambo&service=${streets}`)).toEqual(['Ida Zamboni', 'Will Zamboni'])
  expect(await find(reader, `q=zambo&service=${parking}`)).toEqual(['Will Zamboni'])
  expect(await find(reader, 'q=zambo&place=London')).toEqual(['Will Zamboni'])
  expect(await find(reader, 'q=zambo&place=Wales')).toEqual([])
  expect(await find(reader, 'council=zetland')).toEqual(['Will Zamboni'])
  expect(await find(reader, 'q=%25%25%25')).toEqual([])
  expect(await find(reader, 'q=zambo&page=20')).toEqual(['Ida Zamboni', 'Will Zamboni'])
})

test('whoever is found by their words and by a part of their name is found once, best first', async () => {
  const both = await build.officer({ name: 'Yves Quorndon' })
  await build.listing(both, { about: 'Ask me of Quorndon' })
  const byName = await build.officer({ name: 'Abel Quorndonson' })
  await build.listing(byName, { about: 'Potholes' })
  const byWords = await build.officer({ name: 'Bea Plain' })
  await build.listing(byWords, { about: 'The market at Quorndon' })
  const search = new URLSearchParams('q=quorndon')

  const found = await listPeople(await build.member(), readDirectoryFilters(search))

  expect(found.people.map(({ name }) => name)).toEqual([
    'Yves Quorndon',
    'Abel Quorndonson',
    'Bea Plain',
  ])
  expect(found).toMatchObject({ total: 3, isMore: false, pages: 1 })
})

test('who is listed is counted for everybody, without a name', async () => {
  const { highways, parking, libraries } = await build.services()
  const council = await build.council()
  const [one, two] = [
    await build.officer({ organisation: council }),
    await build.officer({ organisation: council }),
  ]
  const before = [await listedFor(highways), await listedFor(parking), await listedFor(libraries)]

  await build.listing(one, { services: [highways, parking] })
  await build.listing(two, { services: [highways] })
  await build.listing(one, { services: [highways, libraries] })
  await withdrawListing(two)

  const after = [await listedFor(highways), await listedFor(parking), await listedFor(libraries)]
  expect(after.map((count, place) => count - (before[place] ?? 0))).toEqual([1, 0, 1])
  expect(await listPublicLeaderCounts(council.id)).toEqual([
    { name: 'Highways', listed: 1 },
    { name: 'Libraries', listed: 1 },
  ])
  expect(JSON.stringify(await listPublicServiceCounts())).not.toContain(one.personName)
  expect((await listLeaders(two, council.id)).people.map(({ name }) => name)).toEqual([
    one.personName,
  ])
})

test('twenty at once on the same services are all counted', async () => {
  const { highways, parking } = await build.services()
  const people = await Promise.all(Array.from({ length: 20 }, () => build.officer()))
  const before = [await listedFor(highways), await listedFor(parking)]

  await Promise.all(
    people.map((one, place) =>
      build.listing(one, { services: place % 2 ? [highways, parking] : [parking, highways] }),
    ),
  )

  expect([await listedFor(highways), await listedFor(parking)]).toEqual(
    before.map((count) => count + 20),
  )
})

test('leaving the organisation takes the listing away in the same moment', async () => {
  const officer = await build.officer()
  const id = await build.listing(officer)
  const reader = await build.member()
  const membershipId = await membershipOf(officer)

  await transaction((tx) => closeMemberships(tx, [membershipId]))

  await expect(getListedPerson(reader, id)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(build.listing(officer)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('of a leaver and their listing at once no listing stays', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const officer = await build.officer()
    const membershipId = await membershipOf(officer)
    const { highways } = await build.services()
    await Promise.allSettled([
      saveListing(officer, { services: [highways], about: 'x', takesMessages: true }),
      transaction((tx) => closeMemberships(tx, [membershipId])),
    ])
    expect(await db.listing.count({ where: { membershipId } })).toBe(0)
  }
})

test('a new name or job title is found at once', async () => {
  const officer = await build.officer({ name: 'Old Yarrowby' })
  await build.listing(officer)
  const reader = await build.member()

  await db.person.update({ where: { id: officer.personId }, data: { name: 'New Xanthippe' } })
  expect(await find(reader, 'q=Yarrowby')).toEqual([])
  expect(await find(reader, 'q=Xanthippe')).toEqual(['New Xanthippe'])
  await db.membership.updateMany({
    where: { personId: officer.personId },
    data: { jobTitle: 'Keeper of lanterns' },
  })

  expect(await find(reader, 'q=Xanthippe+lantern')).toEqual(['New Xanthippe'])
})

test('a council that is called otherwise is found and shown so at once', async () => {
  const organisation = await build.council({ name: 'Old Wexcombe' })
  const id = await build.listing(await build.officer({ organisation, name: 'Ida Threlkeld' }))
  const reader = await build.member()

  await db.organisation.update({ where: { id: organisation.id }, data: { name: 'New Zennor' } })

  expect(await find(reader, 'q=Wexcombe')).toEqual([])
  expect(await find(reader, 'q=Zennor')).toEqual(['Ida Threlkeld'])
  expect((await getListedPerson(reader, id)).organisationName).toBe('New Zennor')
})

test('after eleven months they are asked once, and after twelve they are listed no more', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const [keeps, goes] = [await build.officer(), await build.officer()]
  const ids = [await build.listing(keeps), await build.listing(goes)]
  const reader = await build.member()
  const asked = () =>
    db.outboxEmail.count({
      where: { idempotencyKey: { startsWith: 'listing-to-confirm' }, OR: mailKeys(ids) },
    })

  clock.set('2028-01-29T09:00:00Z')
  await askToConfirm()
  expect(await asked()).toBe(0)
  clock.set('2028-02-02T09:00:00Z')
  await askToConfirm()
  await askToConfirm()
  expect(await asked()).toBe(2)
  await confirmListing(keeps)

  clock.set('2028-02-29T09:00:00Z')
  await expect(getListedPerson(reader, ids[1] ?? '')).rejects.toMatchObject({ kind: 'not-found' })
  expect(await getListedPerson(reader, ids[0] ?? '')).toMatchObject({ name: keeps.personName })
  await unlistUnconfirmed()
  expect(await db.listing.count({ where: { id: { in: ids } } })).toBe(1)
  await expect(confirmListing(goes)).rejects.toMatchObject({ kind: 'conflict' })
  clock.set(undefined)
})

const mailKeys = (ids: string[]) => ids.map((id) => ({ idempotencyKey: { contains: id } }))

test('a service that is not on the register is refused beside its field', async () => {
  const officer = await build.officer()
  const input = { services: [999_999], about: 'x', takesMessages: true }

  await expect(saveListing(officer, input)).rejects.toMatchObject({
    kind: 'invalid',
    field: 'service1',
  })
})
