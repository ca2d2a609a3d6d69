import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { getRule } from '../pots/rule-queries.server.ts'
import { simulate } from '../pots/simulate.ts'
import { readTrial } from './trial-queries.server.ts'

test('the rule in force, tried on the pledges so far, gives what the pot gave', async () => {
  const since = clock.now()
  const round = await build.round()
  const terms = {
    basisPoints: 5_000,
    minimumCouncils: 2,
    challengeCapPence: String(pounds(80)),
  }
  const pot = await build.pot({ for: round, terms })
  for (const sum of [100, 40, 60]) await build.committedPledge({ round, amountPence: pounds(sum) })

  const trial = await readTrial(since)
  const rule = await getRule(pot.id)
  const tried = simulate(trial, { potId: pot.id, terms: rule.terms })

  const { _sum } = await db.match.aggregate({
    where: { potId: pot.id, state: 'reserved' },
    _sum: { amountPence: true },
  })
  expect(_sum.amountPence).toBe(pounds(80))
  expect(tried.find((one) => one.roundId === round.id)).toMatchObject({
    councilCount: 3,
    pledgedPence: pounds(200),
    fromPotPence: pounds(80),
  })
})

test('a trial lowers a pledge with a condition as the closing of its round would', async () => {
  const since = clock.now()
  const round = await build.round({ targetPence: pounds(5_000) })
  const pot = await build.pot({ for: round, terms: { basisPoints: 5_000 } })
  await build.committedPledge({ round, amountPence: pounds(800) })
  await build.committedPledge({
    ...{ round, amountPence: pounds(600) },
    conditions: { mostOfTotalBasisPoints: 2_000 },
  })

  const trial = await readTrial(since)
  const { terms } = await getRule(pot.id)
  const tried = simulate(trial, { potId: pot.id, terms })

  // A fifth of the total beside £800 is £200: £1,000 pledged, £400 and £100 of match.
  expect(tried.find((one) => one.roundId === round.id)).toMatchObject({
    councilCount: 2,
    pledgedPence: pounds(1_000),
    fromPotPence: pounds(500),
  })
})
