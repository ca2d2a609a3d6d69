import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { previewMatch } from './preview-match.server.ts'

test('the preview is what a commitment then brings, limit and all', async () => {
  const round = await build.round({ targetPence: pounds(100_000) })
  const { id, name } = await build.pot({
    for: round,
    terms: { basisPoints: 5_000, challengeCapPence: String(pounds(4_000)) },
  })
  const by = await build.officer({ limitPence: pounds(50_000) })

  const preview = await previewMatch(by, round.id, {
    amountPence: pounds(10_000),
    fundingType: 'revenue',
  })
  const pledge = await build.committedPledge({ round, by, amountPence: pounds(10_000) })

  const pot = preview.pots.find(({ potName }) => potName === name)
  expect(pot?.amountPence).toBe(pounds(4_000))
  expect(pot?.sentence).toContain('50p for every £1.')
  expect(
    await db.match.findMany({
      where: { pledgeId: pledge.id },
      select: { potId: true, amountPence: true },
    }),
  ).toEqual([{ potId: id, amountPence: pounds(4_000) }])
  expect(preview).toMatchObject({
    addedPence: pounds(14_000),
    totalPence: pounds(14_000),
    leftToFindPence: pounds(86_000),
  })
})

test('looking holds nothing, and a second look says the same', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const by = await build.officer()

  const first = await previewMatch(by, round.id, {
    amountPence: pounds(1_000),
    fundingType: 'revenue',
  })
  const second = await previewMatch(by, round.id, {
    amountPence: pounds(1_000),
    fundingType: 'revenue',
  })

  expect(first.addedPence).toBe(pounds(2_000))
  expect(second.addedPence).toBe(first.addedPence)
  expect(await db.match.count({ where: { challengeId: round.challengeId } })).toBe(0)
})

test('match never goes past the target, and a pot that waits for councils says so', async () => {
  const round = await build.round({ targetPence: pounds(10_000) })
  const waits = await build.pot({ for: round, terms: { minimumCouncils: 2 } })
  await build.pot({ for: round })
  const by = await build.officer()

  const preview = await previewMatch(by, round.id, {
    amountPence: pounds(8_000),
    fundingType: 'revenue',
  })

  expect(preview.addedPence).toBe(pounds(10_000))
  expect(preview.leftToFindPence).toBe(0n)
  const waiting = preview.pots.find(({ potName }) => potName === waits.name)
  expect(waiting?.amountPence).toBe(0n)
  expect(waiting?.sentence).toContain('2 councils')
})

test('the council that reaches a floor brings match for those before it', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { minimumCouncils: 2, basisPoints: 2_500 } })
  await build.committedPledge({ round, amountPence: pounds(4_000) })
  const by = await build.officer()

  const preview = await previewMatch(by, round.id, {
    amountPence: pounds(8_000),
    fundingType: 'revenue',
  })

  expect(preview.unlockedPence).toBe(pounds(1_000))
  expect(preview.addedPence).toBe(pounds(8_000 + 2_000 + 1_000))
})

test('only a council sees a preview, and only of a round that is there', async () => {
  const round = await build.round()
  const gone = '01980000-0000-7000-8000-000000000009'

  await expect(
    previewMatch(await build.member(), round.id, {
      amountPence: pounds(1_000),
      fundingType: 'revenue',
    }),
  ).rejects.toThrow('not open')
  await expect(
    previewMatch(await build.officer(), gone, {
      amountPence: pounds(1_000),
      fundingType: 'revenue',
    }),
  ).rejects.toThrow('not open')
})
