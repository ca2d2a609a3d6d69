import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { Council } from './council-record.ts'
import { getCouncilRecord } from './council-queries.server.ts'

const read = async ({ slug }: { slug: string }) => Council.parse(await getCouncilRecord(slug))

test('a council that was split names all its successors, the one that answers apart, and each names it', async () => {
  const [cumbria, cumberland, furness] = [
    await build.council({ name: 'Cumbria' }),
    await build.council({ name: 'Cumberland' }),
    await build.council({ name: 'Furness' }),
  ]

  await build.succeeded({
    predecessors: [cumbria],
    successor: cumberland,
    others: [{ slug: furness.slug }],
  })

  expect(await read(cumbria)).toMatchObject({
    name: 'Cumbria',
    succeededBy: { name: 'Cumberland' },
    alsoSucceededBy: [{ name: 'Furness' }],
  })
  for (const heir of [cumberland, furness])
    expect(await read(heir)).toMatchObject({
      succeededBy: null,
      alsoSucceededBy: [],
      formerly: [{ name: 'Cumbria' }],
    })
})
