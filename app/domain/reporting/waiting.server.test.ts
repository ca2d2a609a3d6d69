import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { listLedChallenges } from './waiting.server.ts'

test('the challenges a council leads come page by page, each once, and drafts are none of them', async () => {
  const by = await build.officer()
  const [one, two, three] = [
    await build.challenge({ by }),
    await build.challenge({ by }),
    await build.challenge({ by }),
  ]
  await build.challenge({ by, stage: 'draft' })
  await build.challenge()

  const first = await listLedChallenges(by, { limit: 2 })
  const second = await listLedChallenges(by, { limit: 2, after: first.next })

  expect(first.led).toHaveLength(2)
  expect(second.next).toBeUndefined()
  const last = { at: new Date(0), id: one.id }
  expect(await listLedChallenges(by, { limit: 2, after: last })).toEqual(first)
  expect([...first.led, ...second.led].map(({ id }) => id)).toEqual(
    [one, two, three].map(({ id }) => id).reverse(),
  )
})
