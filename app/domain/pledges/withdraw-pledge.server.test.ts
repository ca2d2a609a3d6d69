import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { closeRound } from './close-round.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const because = { reason: 'The budget was cut' }

test('a withdrawn pledge lets go of exactly its own match, and leaves the others alone', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const leeds = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const kent = await build.committedPledge({ round, amountPence: pounds(7_000) })

  await withdrawPledge(leeds.by, leeds.id, because)
  await withdrawPledge(leeds.by, leeds.id, because)

  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(7_000))
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(7_000))
  expect(await db.match.findMany({ where: { pledgeId: kent.id } })).toMatchObject([
    { state: 'reserved', amountPence: pounds(7_000) },
  ])
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toMatchObject({
    councilCount: 1,
    pledgedPence: pounds(7_000),
    matchedPence: pounds(7_000),
  })
})

test('after a withdrawal the council may pledge again', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const first = await build.committedPledge({ round, amountPence: pounds(20_000) })
  await withdrawPledge(first.by, first.id, because)

  const again = await build.committedPledge({ round, by: first.by, amountPence: pounds(9_000) })

  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(9_000))
  expect(again.id).not.toBe(first.id)
})

test('nobody of another council, and nobody after closing, withdraws a pledge', async () => {
  const closesAt = new Date('2027-10-29T17:00:00+01:00')
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({ closesAt })
  const pledge = await build.committedPledge({ round })

  await expect(withdrawPledge(await build.officer(), pledge.id, because)).rejects.toThrow(
    'not there',
  )
  clock.set('2027-10-29T17:00:00+01:00')
  await expect(withdrawPledge(pledge.by, pledge.id, because)).rejects.toThrow('Pledging has closed')
})

test('withdrawing against closing gives one or the other, whole', async () => {
  const round = await build.round({ targetPence: pounds(10_000) })
  await build.pot({ for: round })
  await build.policy('collection-due-days', 30n)
  const pledge = await build.committedPledge({ round, amountPence: pounds(5_000) })

  const [withdrawn, closed] = await Promise.allSettled([
    withdrawPledge(pledge.by, pledge.id, because),
    closeRound(round.by, round.id),
  ])

  const { state } = await db.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
  const isWithdrawn = withdrawn.status === 'fulfilled'
  expect(state).toBe(isWithdrawn ? 'withdrawn' : 'called')
  expect(closed.status).toBe(isWithdrawn ? 'rejected' : 'fulfilled')
})
