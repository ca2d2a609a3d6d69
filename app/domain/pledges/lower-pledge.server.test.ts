import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { textOfDeal } from '../ledger/deal.ts'
import { closeRound } from './close-round.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { planLowerings } from './plan-lowering.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const to = (whole: number) => ({ operationKey: newId(), amount: pounds(whole) })
const totalsOf = ({ id }: { id: string }) =>
  db.roundTotals.findUniqueOrThrow({ where: { roundId: id } })
const matchOf = (pledgeId: string) => db.match.findFirstOrThrow({ where: { pledgeId } })

test('a lowered pledge lets go of exactly the difference, and leaves the others alone', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { basisPoints: 2_500 } })
  const leeds = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const kent = await build.committedPledge({ round, amountPence: pounds(8_000) })
  const form = to(12_000)

  expect(await lowerPledge(leeds.by, leeds.id, form)).toEqual({ isNew: true })
  expect(await lowerPledge(leeds.by, leeds.id, form)).toEqual({ isNew: false })

  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(5_000))
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(20_000))
  expect(await totalsOf(round)).toMatchObject({
    councilCount: 2,
    pledgedPence: pounds(20_000),
    matchedPence: pounds(5_000),
  })
  expect(await matchOf(kent.id)).toMatchObject({ amountPence: pounds(2_000), state: 'reserved' })
  expect(await matchOf(leeds.id)).toMatchObject({
    amountPence: pounds(3_000),
    wantedPence: pounds(3_000),
    working: [
      { step: 'pledged', pence: '2000000' },
      { step: 'rate', pence: '500000' },
      { step: 'lowered', amountPence: '1200000', wantedPence: '300000', pence: '300000' },
    ],
  })
})

test('what stood before a change stays, for whoever works the pot out again', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(20_000) })

  await lowerPledge(by, id, to(12_000))
  await lowerPledge(by, id, to(9_000))

  const changes = await db.pledgeChange.findMany({
    where: { pledgeId: id },
    orderBy: { fromPence: 'desc' },
    include: { matchChanges: true },
  })
  expect(changes).toMatchObject([
    {
      fromPence: pounds(20_000),
      toPence: pounds(12_000),
      changedById: by.personId,
      matchChanges: [
        {
          fromPence: pounds(20_000),
          toPence: pounds(12_000),
          fromWantedPence: pounds(20_000),
          fromWorking: [{ step: 'pledged' }, { step: 'rate' }],
        },
      ],
    },
    { fromPence: pounds(12_000), toPence: pounds(9_000) },
  ])
  await expect(db.pledgeChange.deleteMany({ where: { pledgeId: id } })).rejects.toThrow()
})

test('the same form with another sum is refused, and nothing changes', async () => {
  const round = await build.round()
  const pledge = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const other = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const form = to(12_000)
  await lowerPledge(pledge.by, pledge.id, form)

  await expect(
    lowerPledge(pledge.by, pledge.id, { ...form, amount: pounds(11_000) }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(lowerPledge(other.by, other.id, form)).rejects.toMatchObject({ kind: 'conflict' })

  expect(await totalsOf(round)).toMatchObject({ pledgedPence: pounds(32_000) })
})

test('a match below the smallest pledge of its rule is let go of whole', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { minimumPledgePence: '1000000' } })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(20_000) })

  await lowerPledge(by, id, to(9_999))

  expect(await matchOf(id)).toMatchObject({ state: 'released', amountPence: pounds(20_000) })
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(0n)
  await lowerPledge(by, id, to(5_000))
  await withdrawPledge(by, id, { reason: '' })
  expect(await totalsOf(round)).toMatchObject({ councilCount: 0, pledgedPence: 0n })
})

test('only downwards, in whole pounds, to the smallest pledge of the round, by its own council', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const closesAt = new Date('2027-10-29T17:00:00+01:00')
  const round = await build.round({ smallestPledgePence: pounds(5_000), closesAt })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const waiting = await build.pledge({ round, state: 'awaiting-approval' })

  await expect(lowerPledge(by, id, to(20_000))).rejects.toThrow('Enter less than £20,000')
  await expect(lowerPledge(by, id, to(4_999))).rejects.toThrow('£5,000 or more')
  await expect(
    lowerPledge(by, id, { operationKey: newId(), amount: pounds(6_000) + 1n }),
  ).rejects.toThrow('whole pounds')
  await expect(lowerPledge(await build.officer(), id, to(6_000))).rejects.toThrow('not there')
  await expect(lowerPledge(waiting.by, waiting.id, to(6_000))).rejects.toMatchObject({
    kind: 'conflict',
  })
  clock.set('2027-10-29T17:00:00+01:00')
  await expect(lowerPledge(by, id, to(6_000))).rejects.toThrow('Pledging has closed')
  expect(await totalsOf(round)).toMatchObject({ pledgedPence: pounds(20_000) })
})

test('a finance approver of the council may lower its pledge', async () => {
  const round = await build.round()
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const organisation = await db.organisation.findUniqueOrThrow({ where: { id: by.organisationId } })
  const approver = await build.financeApprover({
    organisation: { ...organisation, kind: 'council' },
    limitPence: pounds(1),
  })

  expect(await lowerPledge(approver, id, to(6_000))).toEqual({ isNew: true })
})

test('many lowerings at once happen one after the other, and double keys once', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const forms = [19, 18, 17, 16, 15, 14, 13, 12].map((thousand) => to(thousand * 1_000))

  const answers = await Promise.allSettled(
    [...forms, ...forms].map((form) => lowerPledge(by, id, form)),
  )

  const news = answers.filter((one) => one.status === 'fulfilled' && one.value.isNew)
  expect(await db.pledgeChange.count({ where: { pledgeId: id } })).toBe(news.length)
  for (const one of answers)
    if (one.status === 'rejected') expect(String(one.reason)).toContain('Enter less than')
  expect(await totalsOf(round)).toMatchObject({
    pledgedPence: pounds(12_000),
    matchedPence: pounds(12_000),
  })
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(12_000))
})

test('lowering against withdrawing and against closing gives one order or the other, whole', async () => {
  await build.policy('collection-due-days', 30n)
  const rounds = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const round = await build.round({ targetPence: pounds(20_000) })
      await build.pot({ for: round })
      const pledge = await build.committedPledge({ round, amountPence: pounds(15_000) })
      return { round, pledge }
    }),
  )

  for (const [place, { round, pledge }] of rounds.entries()) {
    const end =
      place % 2 === 0
        ? withdrawPledge(pledge.by, pledge.id, { reason: '' })
        : closeRound(round.by, round.id)
    const [lowered] = await Promise.allSettled([lowerPledge(pledge.by, pledge.id, to(11_000)), end])
    const { state, amountPence } = await db.pledge.findUniqueOrThrow({ where: { id: pledge.id } })
    expect(state).toBe(place % 2 === 0 ? 'withdrawn' : 'called')
    expect(amountPence).toBe(lowered.status === 'fulfilled' ? pounds(11_000) : pounds(15_000))
  }
})

test('a match that is switched on while a pledge is lowered is lowered too', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { basisPoints: 5_000, minimumCouncils: 2 } })
  const first = await build.committedPledge({ round, amountPence: pounds(10_000) })
  const second = await build.pledge({
    round,
    amountPence: pounds(10_000),
    by: await build.officer({ limitPence: pounds(10_000) }),
  })

  await Promise.all([
    makePledge(second.by, second.id, build.accepted),
    lowerPledge(first.by, first.id, to(6_000)),
  ])

  expect(await matchOf(first.id)).toMatchObject({ amountPence: pounds(3_000) })
  expect(await matchOf(second.id)).toMatchObject({ amountPence: pounds(5_000) })
})

test('several pledges are lowered in one statement that moves no pot, for a closing', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const one = await build.committedPledge({ round, amountPence: pounds(4_000) })
  const two = await build.committedPledge({ round, amountPence: pounds(3_000) })
  const change = (pledge: typeof one, toPence: bigint) => ({
    changeId: newId(),
    pledgeId: pledge.id,
    fromPence: pledge.amountPence,
    toPence,
    memo: 'Cut to its share',
    reason: 'At most a tenth of the total',
  })
  const lowered = await planLowerings([change(one, pounds(1_000)), change(two, pounds(2_000))])

  const client = await pool.connect()
  await client.query('begin')
  const { rows } = await client.query<{ moves: unknown }>(
    'select lower_pledges($1, $2, null) as moves',
    [textOfDeal(lowered), clock.now()],
  )
  await client.query('rollback')
  client.release()

  expect(rows[0]?.moves).toEqual([
    { potId: pot.id, purse: 'unrestricted', reservedPence: `-${pounds(3_000)}` },
    { potId: pot.id, purse: 'unrestricted', reservedPence: `-${pounds(1_000)}` },
  ])
})
