import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { makePledge } from './make-pledge.server.ts'

test('a pledge within the officer’s limit is committed at once with its match', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const pledge = await build.committedPledge({ round, amountPence: pounds(20_000) })

  const matches = await db.match.findMany({ where: { pledgeId: pledge.id } })
  expect(matches).toMatchObject([{ potId: pot.id, amountPence: pounds(20_000), boundBy: null }])
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(20_000))
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(20_000))
  expect(await makePledge(pledge.by, pledge.id, build.accepted)).toMatchObject({
    state: 'committed',
  })
})
