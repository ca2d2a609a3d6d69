import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { cutWaiting } from '#tests/setup/cut-waiting.ts'
import { closeDueRounds, closeRound } from './close-round.server.ts'
import { findVerdict } from './judge-now.server.ts'

const closesAt = new Date('2027-10-29T17:00:00+01:00')

/**
 * A gives £30,000. B gives a quarter of the total at most, C as much as B. With all of them the total is £60,000: B is a
 * quarter of it, £15,000 of £20,000, and C follows with £15,000 of £18,000. A's and B's pledges were matched pound for
 * pound up to the target, so £30,000 and £15,000 of match are left, and C's nothing.
 */
async function solvedRound(targetPence: Pence) {
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({ targetPence, closesAt, smallestPledgePence: pounds(1_000) })
  const pot = await build.pot({ for: round })
  await build.policy('collection-due-days', 30n)
  const a = await build.committedPledge({ round, amountPence: pounds(30_000) })
  const b = await build.committedPledge({
    round,
    amountPence: pounds(20_000),
    conditions: { mostOfTotalBasisPoints: 2_500 },
  })
  const asMuchAs = { councilId: b.councilId, name: 'B' }
  const c = await build.committedPledge({
    round,
    amountPence: pounds(18_000),
    conditions: { asMuchAs },
  })
  return { round, pot, a, b, c }
}

async function expectSolved({ round, pot, a, b, c }: Awaited<ReturnType<typeof solvedRound>>) {
  const called = await db.pledge.findMany({
    where: { roundId: round.id },
    orderBy: { committedSequence: 'asc' },
    select: { state: true, amountPence: true, closingReason: true },
  })
  expect(called).toEqual([
    { state: 'called', amountPence: pounds(30_000), closingReason: 'It counted in full.' },
    {
      state: 'called',
      amountPence: pounds(15_000),
      closingReason: 'It counted at £15,000: 25% of the £60,000 that councils pledged.',
    },
    {
      state: 'called',
      amountPence: pounds(15_000),
      closingReason: 'It counted at £15,000: as much as B.',
    },
  ])
  const collections = await db.collection.findMany({ where: { challengeId: round.challengeId } })
  expect(collections.map(({ pledgeId, amountPence }) => [pledgeId, amountPence]).sort()).toEqual(
    [
      [a.id, pounds(30_000)],
      [b.id, pounds(15_000)],
      [c.id, pounds(15_000)],
    ].sort(),
  )
  expect(await db.potBalance.findFirst({ where: { potId: pot.id } })).toMatchObject({
    reservedPence: 0n,
    committedPence: pounds(45_000),
  })
  const about = { challengeId: round.challengeId }
  expect(await build.balance('called', about)).toBe(pounds(60_000))
  expect(await build.balance('pledged', about)).toBe(0n)
  expect(await build.balance('match-committed', about)).toBe(pounds(45_000))
  expect(await build.balance('match-reserved', about)).toBe(0n)
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(955_000))
  expect(await build.balance('called', { ...about, councilId: b.councilId })).toBe(pounds(15_000))
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toMatchObject({
    councilCount: 3,
    pledgedPence: pounds(60_000),
    matchedPence: pounds(45_000),
  })
}

test('pledges are called at what their conditions allow, with the match of that, to the penny', async () => {
  const made = await solvedRound(pounds(100_000))
  expect(await findVerdict(made.round.id)).toEqual({
    isMet: true,
    reached: { councilCount: 3, pledgedPence: pounds(60_000), matchedPence: pounds(45_000) },
  })

  clock.set(closesAt.toISOString())
  await closeDueRounds()

  await expectSolved(made)
  expect(await db.round.findUnique({ where: { id: made.round.id } })).toMatchObject({
    outcome: 'funded',
    closingPledgedPence: pounds(60_000),
    closingMatchedPence: pounds(45_000),
  })
})

test('the target is held against the solved sums: at them it is funded, a penny above it lapses', async () => {
  const [met, missed] = [
    await solvedRound(pounds(105_000)),
    await solvedRound(pounds(105_000) + 1n),
  ]

  clock.set(closesAt.toISOString())
  await closeDueRounds()

  await expectSolved(met)
  const { round, pot, c } = missed
  expect(await db.round.findUnique({ where: { id: round.id } })).toMatchObject({
    outcome: 'lapsed',
    closingPledgedPence: pounds(60_000),
    closingMatchedPence: pounds(45_000),
  })
  expect(await db.pledge.findUnique({ where: { id: c.id } })).toMatchObject({
    state: 'lapsed',
    amountPence: pounds(18_000),
    endedReason: 'The target was missed.',
    closingReason: 'It counted at £15,000: as much as B.',
  })
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(1_000_000))
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(0n)
})

test('a closing whose connection is lost half way has done nothing, and is done whole the next time', async () => {
  const made = await solvedRound(pounds(100_000))
  clock.set(closesAt.toISOString())
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query(`select pg_advisory_xact_lock(hashtextextended('pot' || $1::uuid, 0))`, [
    made.pot.id,
  ])

  const closing = expect(closeRound(undefined, made.round.id)).rejects.toThrow()
  await cutWaiting('close_round')
  await closing
  await holder.query('rollback')
  holder.release()

  expect(await db.round.findUnique({ where: { id: made.round.id } })).toMatchObject({
    closedAt: null,
  })
  expect(await db.collection.count({ where: { challengeId: made.round.challengeId } })).toBe(0)
  expect(await build.balance('called', { challengeId: made.round.challengeId })).toBe(0n)
  await closeDueRounds()
  await expectSolved(made)
})

test('closed by two at once, and again by the job, it is closed once', async () => {
  const made = await solvedRound(pounds(100_000))
  clock.set(closesAt.toISOString())

  const answers = await Promise.all([1, 2, 3].map(() => closeRound(undefined, made.round.id)))
  await closeDueRounds()

  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
  await expectSolved(made)
  const lowered = { kind: 'pledge-lowered', challengeId: made.round.challengeId }
  expect(await db.journal.count({ where: lowered })).toBe(2)
})

test('a pledge that comes out below the smallest falls with its match, and says so', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({
    targetPence: pounds(9_000),
    closesAt,
    smallestPledgePence: pounds(1_001),
  })
  await build.policy('collection-due-days', 30n)
  await build.committedPledge({ round, amountPence: pounds(9_000) })
  const small = await build.committedPledge({
    round,
    amountPence: pounds(5_000),
    conditions: { mostOfTotalBasisPoints: 1_000 },
  })

  clock.set(closesAt.toISOString())
  await closeDueRounds()

  expect(await db.pledge.findUnique({ where: { id: small.id } })).toMatchObject({
    state: 'lapsed',
    endedReason:
      'It did not count: it would have come to £1,000, and the smallest pledge was £1,001.',
  })
})
