import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { findPeopleToTry } from './queries.server.ts'

type Changes = { joinedAt?: Date; endedAt?: Date }
const change = ({ personId }: { personId: string }, data: Changes) =>
  db.membership.updateMany({ where: { personId }, data })

test('people to try are those who are there still, with their roles, the first to join first', async () => {
  const organisation = await build.council({ name: 'Aberdare' })
  await build.officer({ name: 'Bea', organisation })
  const first = await build.financeApprover({ name: 'Cai', organisation })
  const left = await build.officer({ name: 'Abe', organisation })
  const dayBefore = new Date(clock.now().getTime() - DAY_MS)
  await change(first, { joinedAt: dayBefore })
  await change(left, { joinedAt: dayBefore, endedAt: clock.now() })
  const funder = await build.fundManager()

  const people = await findPeopleToTry()

  const shown = people?.shown.flatMap(({ organisations }) => organisations) ?? []
  const tried = shown.find(({ name }) => name === 'Aberdare')?.people
  expect(tried?.slice(0, 2)).toMatchObject([
    { name: 'Cai', roles: ['finance-approver'] },
    { name: 'Bea', roles: ['officer'] },
  ])
  expect(tried?.map(({ name }) => name)).not.toContain('Abe')
  expect(shown.map(({ name }) => name)).toContain(funder.organisationName)
})

test('everybody else is by the names of organisations', async () => {
  for (const name of ['Zennor', 'Abercarn', 'Mold', 'Ely', 'Bude'])
    await build.officer({ organisation: await build.council({ name }) })

  const people = await findPeopleToTry()

  const names = people?.others.map(({ name }) => name) ?? []
  expect(names.length).toBeGreaterThan(1)
  expect(names).toEqual([...names].sort())
})

test('of an organisation with many people the first twenty to join can be tried', async () => {
  const organisation = await build.council({ name: 'Llanelli' })
  for (let place = 0; place < 22; place++) await build.officer({ organisation })
  const first = await build.officer({ name: 'Zac', organisation })
  await change(first, { joinedAt: new Date(clock.now().getTime() - DAY_MS) })

  const people = await findPeopleToTry()

  const [most] = people?.shown[0]?.organisations ?? []
  expect(most?.name).toBe('Llanelli')
  expect(most?.people).toHaveLength(20)
  expect(most?.people[0]?.name).toBe('Zac')
})
