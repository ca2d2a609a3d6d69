import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { cutWaiting } from '#tests/setup/cut-waiting.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'

const limitPence = pounds(1_000_000)
const draft = async (round: { id: string; challengeId: string }) =>
  build.pledge({ round, amountPence: pounds(1_000), by: await build.officer({ limitPence }) })
type Draft = Awaited<ReturnType<typeof draft>>

const sendAll = (drafts: Draft[]) =>
  Promise.allSettled(drafts.map(({ by, id }) => makePledge(by, id, build.accepted)))
const statesOf = async (drafts: Draft[]) => {
  const rows = await db.pledge.findMany({ where: { id: { in: drafts.map(({ id }) => id) } } })
  return drafts.map(({ id }) => rows.find((row) => row.id === id)?.state)
}
const journalsOf = (drafts: Draft[]) =>
  db.journal.count({ where: { pledgeId: { in: drafts.map(({ id }) => id) } } })

test('pledges to several rounds, from several pots, go together, each with its own match', async () => {
  const rounds = await Promise.all([1, 2, 3].map(() => build.round()))
  for (const round of rounds) await build.pot({ for: round, holds: pounds(1_500) })
  const drafts = []
  for (const round of [...rounds, ...rounds]) drafts.push(await draft(round))

  const answers = await sendAll(drafts)

  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill('fulfilled'))
  const matches = await db.match.findMany({
    where: { pledgeId: { in: drafts.map(({ id }) => id) } },
    orderBy: { amountPence: 'asc' },
  })
  expect(matches.map(({ amountPence }) => amountPence)).toEqual(
    [500, 500, 500, 1_000, 1_000, 1_000].map(pounds),
  )
})

test('one that has ended and one past its closing are refused, and their neighbours are not', async () => {
  const open = await build.round()
  const closing = await build.round({ closesAt: new Date(clock.now().getTime() + 400) })
  const [good, ended, late, other] = await Promise.all([
    draft(open),
    draft(open),
    draft(closing),
    draft(open),
  ])
  await db.pledge.update({
    where: { id: ended.id },
    data: { state: 'withdrawn', endedAt: clock.now() },
  })
  clock.set(new Date(clock.now().getTime() + 1_000).toISOString())

  const answers = await sendAll([good, ended, late, other])

  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ])
  expect(await statesOf([good, ended, late, other])).toEqual([
    'committed',
    'withdrawn',
    'draft',
    'committed',
  ])
})

test('one whose writing fails does not take its neighbours with it', async () => {
  const round = await build.round()
  const drafts = await Promise.all([1, 2, 3].map(() => draft(round)))
  const known = await Promise.all(drafts.map(({ by, id }) => getOwnPledge(by, id)))

  const answers = await Promise.allSettled(
    known.map((pledge, place) => {
      const by = drafts[place]?.by
      if (!by) throw expect.fail('three drafts')
      // Signed by its own maker, which the database refuses.
      const ownSignature = { approvedById: by.personId, limitPence }
      const signed = place === 1 && { signature: ownSignature }
      return commitPledge(by, pledge, { ...signed, assertStill: () => undefined })
    }),
  )

  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await statesOf(drafts)).toEqual(['committed', 'draft', 'committed'])
})

test('the same pledge twice among others is committed once', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const [one, two] = await Promise.all([draft(round), draft(round)])

  const answers = await sendAll([one, two, one, one])

  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
  expect(await journalsOf([one])).toBe(1)
  expect(await db.match.count({ where: { pledgeId: one.id } })).toBe(1)
})

test('a connection cut while pledges are out is taken up again with the same keys: once each', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const drafts = await Promise.all([1, 2, 3, 4].map(() => draft(round)))
  const blocker = await pool.connect()
  await blocker.query('begin')
  await blocker.query('select from round_totals where round_id = $1 for update', [round.id])

  const sent = sendAll(drafts)
  await cutWaiting('commit_pledges')
  await blocker.query('commit')
  blocker.release()

  const answers = await sent
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
  expect(await statesOf(drafts)).toEqual(Array(4).fill('committed'))
  expect(await journalsOf(drafts)).toBe(4)
})

test('what is asked from an old rule book is worked out again from the new one', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { basisPoints: 10_000 } })
  await build.committedPledge({ round, amountPence: pounds(1_000) })
  await build.rule({ potId: pot.id, by: pot.by, terms: { basisPoints: 5_000, what: pot.what } })

  const { id } = await build.committedPledge({ round, amountPence: pounds(1_000) })

  expect(await db.match.findMany({ where: { pledgeId: id } })).toMatchObject([
    { amountPence: pounds(500) },
  ])
})

test('of pledges that come at one instant the one that reaches the stretch target is the last', async () => {
  const round = await build.round({ targetPence: pounds(1_000), stretchPence: pounds(2_500) })
  const drafts = await Promise.all([1, 2, 3, 4, 5].map(() => draft(round)))

  const answers = await sendAll(drafts)

  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused.map(({ reason }) => String(reason))).toEqual(
    Array(2).fill(expect.stringContaining('The stretch target is reached')),
  )
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toMatchObject({
    councilCount: 3,
    pledgedPence: pounds(3_000),
  })
})

test('a top-up that comes after the stretch target is reached is refused, and its council still counts', async () => {
  const round = await build.round({ targetPence: pounds(1_000), stretchPence: pounds(2_500) })
  const [first, last] = await Promise.all([draft(round), draft(round)])
  await makePledge(first.by, first.id, build.accepted)
  const topUp = await build.pledge({
    ...{ round, by: first.by, amountPence: pounds(1_500), topsUpId: first.id },
  })
  const seen = await getOwnPledge(first.by, topUp.id)
  await build.committedPledge({ round, amountPence: pounds(1_500) })

  const late = commitPledge(first.by, seen, { assertStill: () => undefined })

  await expect(late).rejects.toThrow('The stretch target is reached')
  await expect(makePledge(last.by, last.id, build.accepted)).rejects.toThrow('stretch target')
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toMatchObject({
    councilCount: 2,
    pledgedPence: pounds(2_500),
  })
})
