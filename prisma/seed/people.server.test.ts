import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { loadPeople } from './people.ts'
import { loadRegister } from './register.ts'

const priya = () =>
  db.person.findUniqueOrThrow({
    where: { slug: 'priya-nair' },
    include: {
      memberships: { include: { organisation: true, roles: true, delegatedLimits: true } },
    },
  })

test('the demonstration’s people come with their roles and limits, once', async () => {
  await loadRegister()
  const { people } = await loadPeople()
  await loadPeople()

  expect(await db.person.count()).toBe(people)
  const [membership] = (await priya()).memberships
  expect(membership?.organisation.name).toBe('Sheffield')
  expect(membership?.roles.map(({ role }) => role)).toEqual(['officer'])
  expect(membership?.delegatedLimits.map(({ limitPence }) => limitPence)).toEqual([1_000_000n])
})

test('whoever holds a role that moves money has an authenticator, and nobody else', async () => {
  await loadRegister()
  await loadPeople()
  const slugs = ['margaret-osei', 'daniel-whitlock', 'gareth-ashworth', 'priya-nair', 'farah-iqbal']

  const having = await db.person.findMany({
    where: { slug: { in: slugs }, authenticator: { isNot: null } },
    orderBy: { slug: 'asc' },
    select: { slug: true },
  })

  expect(having.map(({ slug }) => slug)).toEqual([
    'daniel-whitlock',
    'gareth-ashworth',
    'margaret-osei',
  ])
})

test('a person who was changed since stays as they are', async () => {
  await loadRegister()
  await loadPeople()
  await db.person.update({ where: { slug: 'priya-nair' }, data: { name: 'Priya Nair-Jones' } })

  await loadPeople()

  expect((await priya()).name).toBe('Priya Nair-Jones')
})
