import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { db } from '#app/core/db.server.ts'
import { dateOf } from '#app/core/time.ts'
import { readCouncilFilters } from './council-filters.ts'
import { findCouncilFacts, listCouncils } from './council-queries.server.ts'

const names = async (address: string) =>
  (await listCouncils(readCouncilFilters(new URLSearchParams(address)))).councils.map(
    ({ name }) => name,
  )

test('the directory finds councils by part of a name, by place and by kind', async () => {
  const east = await build.council({ name: 'Findme East', region: 'London' })
  await build.council({ name: 'Findme West', region: 'Wales', nation: 'Wales' })
  await build.combinedAuthority({ name: 'Findme Area', members: [east.id], region: 'London' })

  expect(await names('q=FINDME')).toEqual(['Findme Area', 'Findme East', 'Findme West'])
  expect(await names('q=findme&place=Wales')).toEqual(['Findme West'])
  expect(await names('q=findme&place=London&kind=council')).toEqual(['Findme East'])
  expect(await names('q=findme&kind=combined-authority')).toEqual(['Findme Area'])
  expect(await names('q=100%25')).toEqual([])
})

test('the directory comes in pages, and a page past the end is the last', async () => {
  for (let number = 10; number < 51; number++) await build.council({ name: `Paged ${number}` })
  const read = (page: number) =>
    listCouncils({ q: 'Paged', place: undefined, kind: undefined, page })

  expect(await read(1)).toMatchObject({ total: 41, pages: 2, page: 1 })
  expect((await read(9)).councils.map(({ name }) => name)).toEqual(['Paged 50'])
})

test('a combined authority shows its members and who was mayor when', async () => {
  const leeds = await build.council({ name: 'Leeds for members' })
  const area = await build.combinedAuthority({ members: [leeds.id], mayor: 'Ann Now' })
  await db.mayorTerm.create({
    data: {
      combinedAuthorityId: area.id,
      name: 'Bob Before',
      fromOn: dateOf('2016-05-01'),
      toOn: dateOf('2020-05-01'),
      source: 'made for a test',
    },
  })

  const facts = await findCouncilFacts(area.id)

  expect(facts?.members).toMatchObject([{ name: 'Leeds for members', role: 'constituent' }])
  expect(facts?.mayors).toEqual([
    { name: 'Ann Now', from: '2020-05-01', to: null, isInPost: true },
    { name: 'Bob Before', from: '2016-05-01', to: '2020-05-01', isInPost: false },
  ])
  expect(await findCouncilFacts((await build.supplier()).id)).toBeUndefined()
})
