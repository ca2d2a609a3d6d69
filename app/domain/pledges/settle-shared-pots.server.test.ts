import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { DAY_MS } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { describeWorking } from '../pots/working-words.ts'
import type { Working } from '../pots/match-step.ts'
import { closeDueRounds } from './close-round.server.ts'
import { fixSharing, settleSharedPots } from './settle-shared-pots.server.ts'
import { noteEstimates } from './note-estimates.server.ts'
import { listRulesThatEnded } from './sharing-queries.server.ts'
import { getSharing, readSharing } from './sharing-view-queries.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const FIRST = '2027-06-01T10:00:00Z'
const BEFORE_THE_END = '2027-06-30T22:59:59.999Z'
/** Midnight in London, in summer. */
const AFTER_THE_END = '2027-06-30T23:00:00Z'

/** Two challenges of one kind, and a pot that is shared out over both at the end of 30 June. */
async function set({ holds = pounds(1_000) } = {}) {
  clock.set(FIRST)
  const closesAt = new Date(Date.parse(FIRST) + 60 * DAY_MS)
  const damp = await build.round({ closesAt, targetPence: pounds(2_000) })
  const taxis = await build.round({ closesAt, targetPence: pounds(2_000) })
  await db.challenge.update({
    where: { id: taxis.challengeId },
    data: { serviceFunctionId: damp.serviceFunctionId },
  })
  const terms = { basisPoints: undefined, quadratic: {}, closesOn: '2027-06-30' }
  const pot = await build.pot({ for: damp, terms, holds })
  const pledged = async (round: { id: string; challengeId: string }, sum: number) =>
    build.committedPledge({ round, amountPence: pounds(sum) })
  return { damp, taxis, pot, pledged }
}

const matchesOf = (potId: string) =>
  db.match.findMany({ where: { potId, state: 'reserved' }, orderBy: { amountPence: 'asc' } })
const sumOf = (matches: { amountPence: bigint }[]) =>
  matches.reduce((sum, { amountPence }) => sum + amountPence, 0n)

test('nothing is shared out before the last day is over; then each pledge gets its part, once', async () => {
  const { damp, taxis, pot, pledged } = await set()
  await pledged(damp, 100)
  const large = await pledged(damp, 400)
  await pledged(taxis, 100)
  clock.set(BEFORE_THE_END)
  await settleSharedPots()
  expect(await matchesOf(pot.id)).toEqual([])
  expect(await getSharing(pot.id)).toMatchObject({
    isFixed: false,
    lines: [{ sharePence: pounds(400) }, { sharePence: 0n, councilCount: 1 }],
  })

  clock.set(AFTER_THE_END)
  await settleSharedPots()
  await settleSharedPots()
  const matches = await matchesOf(pot.id)
  expect(matches.map(({ amountPence }) => amountPence)).toEqual([pounds(80), pounds(320)])
  expect(describeWorking(matches[1]?.working as Working)).toHaveLength(3)
  expect(await db.roundTotals.findUnique({ where: { roundId: damp.id } })).toMatchObject({
    matchedPence: pounds(400),
  })
  expect(await db.potBalance.findFirst({ where: { potId: pot.id } })).toMatchObject({
    reservedPence: pounds(400),
  })
  expect(await getSharing(pot.id)).toMatchObject({
    isFixed: true,
    leftPence: pounds(600),
    lines: [{ givenPence: pounds(400) }, { givenPence: 0n }],
  })

  await withdrawPledge(large.by, large.id, { reason: '' })
  expect((await matchesOf(pot.id)).map(({ amountPence }) => amountPence)).toEqual([pounds(80)])
})

test('two at once share out once, and give no penny twice', async () => {
  const { damp, taxis, pot, pledged } = await set({ holds: pounds(300) })
  for (const round of [damp, taxis]) for (const sum of [100, 100, 50]) await pledged(round, sum)
  clock.set(AFTER_THE_END)

  await Promise.all([settleSharedPots(), settleSharedPots(), settleSharedPots()])

  const matches = await matchesOf(pot.id)
  expect(matches).toHaveLength(6)
  expect(sumOf(matches)).toBe(pounds(300))
  expect(await db.sharing.count({ where: { potId: pot.id } })).toBe(1)
})

test('stopped after the result was fixed, it goes on; who withdrew meanwhile gets nothing', async () => {
  const { damp, taxis, pot, pledged } = await set()
  const left = await pledged(damp, 100)
  await pledged(damp, 100)
  await pledged(taxis, 100)
  await pledged(taxis, 100)
  clock.set(AFTER_THE_END)
  for (const rule of await listRulesThatEnded(clock.now())) await fixSharing(rule)
  expect(await matchesOf(pot.id)).toEqual([])
  await withdrawPledge(left.by, left.id, { reason: '' })

  await settleSharedPots()

  // Both challenges were worth £200; one of the four pledges is gone, and its £100 stays in the pot.
  expect((await matchesOf(pot.id)).map(({ amountPence }) => amountPence)).toEqual(
    [100, 100, 100].map(pounds),
  )
})

test('a round that is due closes with what its pots share out', async () => {
  await build.policy('collection-due-days', 30n)
  const { damp, pot, pledged } = await set()
  for (const sum of [250, 250, 1_000]) await pledged(damp, sum)
  clock.set(new Date(Date.parse(FIRST) + 61 * DAY_MS).toISOString())

  await closeDueRounds()

  // 1,500 pledged; the squares come to far more than £1,000, and £500 is the gap to target.
  expect(await db.round.findUnique({ where: { id: damp.id } })).toMatchObject({ outcome: 'funded' })
  const { _sum } = await db.match.aggregate({
    where: { potId: pot.id, state: 'committed' },
    _sum: { amountPence: true },
  })
  expect(_sum.amountPence).toBe(pounds(500))
})

test('an estimate that was noted is read as it was noted; a small one is worked out as of now', async () => {
  const { damp, taxis, pot, pledged } = await set()
  for (const sum of [100, 100]) await pledged(damp, sum)
  for (const sum of [25, 25]) await pledged(taxis, sum)
  await noteEstimates()
  await pledged(taxis, 100)
  clock.set('2027-06-02T10:00:00Z')
  const now = await getSharing(pot.id)
  expect(now).toMatchObject({ challengeCount: 2, lines: [{ challengeId: taxis.challengeId }, {}] })

  await noteEstimates(1)
  await noteEstimates(1)
  await noteEstimates(1)
  await pledged(damp, 400)
  clock.set('2027-06-03T10:00:00Z')

  expect(await getSharing(pot.id)).toEqual(now)
  for await (const lines of await readSharing(pot.id)) expect(lines).toEqual(now.lines)
  expect(await db.sharingEstimate.count()).toBe(2)
  await noteEstimates()
  expect(await getSharing(pot.id)).toMatchObject({ lines: [{ challengeId: damp.challengeId }, {}] })
  expect(await db.sharingEstimate.count()).toBe(0)
})
