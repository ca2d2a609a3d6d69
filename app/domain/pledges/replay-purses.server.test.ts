import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import type { Purse, RingFence } from '../pots/purse.ts'
import { takeBackFunding } from '../pots/take-back-funding.server.ts'
import { closeRound } from './close-round.server.ts'
import { replayPots } from './replay-pots.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const form = (sum: number, purse?: Purse) => ({ operationKey: newId(), amount: pounds(sum), purse })
const holds = (potId: string, purse: Purse) =>
  db.potBalance.findUniqueOrThrow({ where: { potId_purse: { potId, purse } } })

test('a pot of two funders and three purses, worked out again, is what is stored to the penny', async () => {
  await build.policy('collection-due-days', 30n)
  const round = await build.round({ targetPence: pounds(1_600) })
  const terms = { basisPoints: 5_000, minimumCouncils: 2, challengeCapPence: String(pounds(600)) }
  const pot = await build.pot({ for: round, terms, holds: pounds(300) })
  const other = await build.joinedFunder({ pot, puts: pounds(100), purse: 'capital' })
  const pledged = async (sum: number, fundingType: RingFence) => {
    const by = await build.officer({ limitPence: pounds(1_000_000) })
    return build.committedPledge({ round, by, amountPence: pounds(sum), fundingType })
  }

  const early = await pledged(240, 'grant')
  const capital = await pledged(260, 'capital')
  // From here on a grant has a purse of its own; the early one stays where it was matched.
  await fundPot(other, pot.id, form(50, 'grant'))
  const gone = await pledged(100, 'grant')
  await pledged(400, 'revenue')
  await withdrawPledge(gone.by, gone.id, { reason: '' })
  await takeBackFunding(other, pot.id, form(20, 'grant'))
  await pledged(400, 'revenue')

  const [first] = await db.match.findMany({ where: { pledgeId: early.id } })
  expect(first).toMatchObject({ purse: 'unrestricted', amountPence: pounds(120) })
  const [second] = await db.match.findMany({ where: { pledgeId: capital.id } })
  expect(second).toMatchObject({ purse: 'capital', amountPence: pounds(100), boundBy: 'pot' })
  expect(await holds(pot.id, 'grant')).toMatchObject({
    allocatedPence: pounds(30),
    reservedPence: 0n,
  })
  expect((await replayPots()).differences).toEqual([])

  await closeRound(round.by, round.id)

  expect(await holds(pot.id, 'capital')).toMatchObject({
    reservedPence: 0n,
    committedPence: pounds(100),
  })
  expect((await replayPots()).differences).toEqual([])
}, 60_000)

test('a stored balance that moved from one purse to another is found, though the pot comes to the same', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(300) })
  await fundPot(pot.by, pot.id, form(100, 'capital'))
  const move = (pence: bigint) =>
    db.$transaction([
      db.potBalance.update({
        where: { potId_purse: { potId: pot.id, purse: 'unrestricted' } },
        data: { allocatedPence: { decrement: pence } },
      }),
      db.potBalance.update({
        where: { potId_purse: { potId: pot.id, purse: 'capital' } },
        data: { allocatedPence: { increment: pence } },
      }),
    ])

  await move(1n)
  const { differences } = await replayPots()
  await move(-1n)

  expect(differences.map(({ what }) => what)).toEqual([
    expect.stringContaining('capital: 10001 available stored, 10000 by its journals'),
    expect.stringContaining('unrestricted: 29999 available stored, 30000 by its journals'),
  ])
  expect((await replayPots()).differences).toEqual([])
})
