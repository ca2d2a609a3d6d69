import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob('/app/routes/{suppliers._index,contact}.tsx', { eager: true })

test('N8: of more than can be answered each is answered or told to come again, and then all is well', async () => {
  const site = await startPages(modules)
  const ask = async (path: string) => {
    const answer = await site.get(path)
    await answer.arrayBuffer()
    return answer.status
  }
  const busy = Promise.all(Array.from({ length: 9 }, () => db.$queryRaw`select pg_sleep(7)::text`))

  const asked = Array.from({ length: 120 }, () => ask('/suppliers'))
  const withoutDatabase = await ask('/contact')
  const statuses = await Promise.all(asked)
  await busy

  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
  expect(statuses).toContain(503)
  expect(withoutDatabase).toBe(200)
  expect(await ask('/suppliers')).toBe(200)
}, 90_000)
