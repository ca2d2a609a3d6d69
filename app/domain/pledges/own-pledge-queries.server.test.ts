import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { listOwnDrafts, listOwnPledges, readOwnSums } from './own-pledge-queries.server.ts'
import { addOwnStandings, addStandings } from './standing-queries.server.ts'

const officer = () => build.officer({ limitPence: pounds(1_000_000) })

test('a council’s pledges come page by page, each once, and past the last page is the first', async () => {
  const by = await officer()
  await build.committedPledge({ round: await build.round(), by })
  await build.pledge({ round: await build.round(), by })
  await build.pledge({ round: await build.round(), by, state: 'awaiting-approval' })
  await build.committedPledge({ round: await build.round() })

  const first = await listOwnPledges(by, { limit: 2 })
  const second = await listOwnPledges(by, { limit: 2, before: first.next })

  expect(first.pledges.map(({ state }) => state)).toEqual(['awaiting-approval', 'draft'])
  expect(second.pledges.map(({ state }) => state)).toEqual(['committed'])
  expect(second.next).toBeUndefined()
  expect(await listOwnPledges(by, { limit: 2, before: 1 })).toEqual(first)
})

test('what a council has signed and not signed yet is told of all its pledges', async () => {
  const by = await officer()
  await build.committedPledge({ round: await build.round(), by, amountPence: pounds(4_000) })
  await build.committedPledge({ round: await build.round(), by, amountPence: pounds(5_000) })
  await build.pledge({
    round: await build.round(),
    by,
    state: 'awaiting-approval',
    amountPence: pounds(20_000),
  })
  await build.pledge({ round: await build.round(), by, amountPence: pounds(700) })
  await build.committedPledge({ round: await build.round(), amountPence: pounds(900) })

  expect(await readOwnSums(by)).toEqual({
    count: 4,
    signedPence: pounds(9_000),
    waitingPence: pounds(20_000),
  })
  expect(await listOwnDrafts(by)).toMatchObject([{ amountPence: pounds(700), state: 'draft' }])
})

test('a pledge stands as the whole round has it, whether or not the round is read for it', async () => {
  const by = await officer()
  const [plain, asking] = [await build.round(), await build.round()]
  await build.committedPledge({ round: plain, by, amountPence: pounds(4_000) })
  await build.committedPledge({ round: plain })
  const waits = await build.committedPledge({ round: asking, by, amountPence: pounds(4_000) })
  await db.pledge.update({ where: { id: waits.id }, data: { conditions: { minimumCouncils: 2 } } })

  const alone = await addOwnStandings((await listOwnPledges(by)).pledges)
  expect(alone.map(({ standing }) => standing)).toEqual([
    'It does not count: it needs 2 councils, and with it there is 1.',
    'It counts in full.',
  ])

  await build.committedPledge({ round: asking })
  const { pledges } = await listOwnPledges(by)
  const joined = await addOwnStandings(pledges)
  expect(joined[0]?.standing).toBe('It counts in full, as its conditions are met.')
  expect(joined).toEqual(await addStandings([plain.id, asking.id], pledges))
})
