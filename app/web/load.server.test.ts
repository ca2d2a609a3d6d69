import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { startPages } from '#tests/setup/pages.ts'

const modules = import.meta.glob('/app/routes/{suppliers._index,contact}.tsx', { eager: true })

test('N8: of more than can be answered each is answered or told to come again, and then all is well', async () => {
  const site = await startPages(modules)
  const ask = async (path: string) => {
    const answer = await site.get(path)
    await answer.arrayBuffer()
    return answer.status
  }
  // Longer than anybody waits for a connection, so that how fast the machine is changes nothing.
  const connections = Array.from({ length: env.DATABASE_POOL })
  const busy = Promise.all(connections.map(() => db.$queryRaw`select pg_sleep(7)::text`))

  const asked = Array.from({ length: 120 }, () => ask('/suppliers'))
  const withoutDatabase = await ask('/contact')
  const statuses = await Promise.all(asked)
  await busy

  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([])
  expect(statuses).toContain(503)
  expect(withoutDatabase).toBe(200)
  expect(await ask('/suppliers')).toBe(200)
}, 90_000)
