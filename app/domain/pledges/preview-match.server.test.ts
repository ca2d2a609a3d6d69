import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { previewMatch } from './preview-match.server.ts'

const lastMatches = (pledgeId: string) =>
  db.match.findMany({ where: { pledgeId }, select: { potId: true, amountPence: true } })

test('the preview is what a commitment then brings, limit and all', async () => {
  const round = await build.round({ targetPence: pounds(100_000) })
  const { id } = await build.pot({
    for: round,
    terms: { basisPoints: 5_000, challengeCapPence: String(pounds(4_000)) },
  })
  const by = await build.officer({ limitPence: pounds(50_000) })

  const preview = await previewMatch(by, round, pounds(10_000))
  const pledge = await build.committedPledge({ round, by, amountPence: pounds(10_000) })

  const row = preview.rows.find(({ pence }) => pence > 0n)
  expect(row?.detail).toBe('50p for every £1. Stopped at the limit for one challenge.')
  expect(await lastMatches(pledge.id)).toEqual([{ potId: id, amountPence: row?.pence }])
  expect(preview).toMatchObject({
    addedPence: pounds(14_000),
    pledgedPence: pounds(10_000),
    matchedPence: pounds(4_000),
    leftPence: pounds(86_000),
  })
})

test('looking holds nothing, and a second look says the same', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const by = await build.officer()

  const first = await previewMatch(by, round, pounds(1_000))
  const second = await previewMatch(by, round, pounds(1_000))

  expect(first.addedPence).toBe(pounds(2_000))
  expect(second.addedPence).toBe(first.addedPence)
  expect(await db.match.count({ where: { challengeId: round.challengeId } })).toBe(0)
})

test('match never goes past the target, and a pot that waits for councils says so', async () => {
  const round = await build.round({ targetPence: pounds(10_000) })
  const waits = await build.pot({ for: round, terms: { minimumCouncils: 2 } })
  await build.pot({ for: round })
  const by = await build.officer()

  const preview = await previewMatch(by, round, pounds(8_000))

  expect(preview.addedPence).toBe(pounds(10_000))
  expect(preview.leftPence).toBe(0n)
  expect(preview.rows.find(({ potName }) => potName === waits.name)).toMatchObject({
    pence: 0n,
    detail: 'Adds once 2 councils have pledged.',
  })
})

test('the council that reaches a floor brings match for those before it', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { minimumCouncils: 2, basisPoints: 2_500 } })
  await build.committedPledge({ round, amountPence: pounds(4_000) })
  const by = await build.officer()

  const preview = await previewMatch(by, round, pounds(8_000))

  expect(preview.unlockedPence).toBe(pounds(1_000))
  expect(preview.addedPence).toBe(pounds(8_000 + 2_000 + 1_000))
})
