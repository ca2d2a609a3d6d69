import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { listInvolvement } from './council-involvement.server.ts'

test('what a council takes part in comes page by page, each once, and past the last page is the first', async () => {
  const by = await build.officer()
  const led: string[] = []
  for (let count = 0; count < 26; count++) led.push((await build.challenge({ by })).id)
  await build.challenge({ by, stage: 'draft' })

  const first = await listInvolvement(by.organisationId)
  const second = await listInvolvement(by.organisationId, 2)

  expect([first.involvement.length, second.involvement.length]).toEqual([25, 1])
  expect([first.pages, second.pages, second.page]).toEqual([2, 2, 2])
  const ids = [...first.involvement, ...second.involvement].map(({ id }) => id)
  expect(ids.sort()).toEqual(led.sort())
  expect(await listInvolvement(by.organisationId, 9)).toEqual(first)
})

test('a council that takes part in nothing has no page', async () => {
  const { organisationId } = await build.officer()

  expect(await listInvolvement(organisationId)).toEqual({ involvement: [], page: 1, pages: 0 })
})
