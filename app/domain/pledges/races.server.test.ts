import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { organisationOf } from '#tests/factories/payments.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const limitPence = pounds(1_000_000)
const times = <T>(count: number, make: (place: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, place) => make(place)))

/** Does all of it at once. Whoever is not served is told so politely; an error is a bug. */
async function atOnce(calls: (() => Promise<unknown>)[]) {
  const answers = await Promise.allSettled(calls.map((call) => call()))
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Refusal)
  return answers.filter(({ status }) => status === 'fulfilled').length
}

const matchedOf = async (potId: string) => {
  const { _sum } = await db.match.aggregate({
    where: { potId, state: { not: 'released' } },
    _sum: { amountPence: true },
  })
  return _sum.amountPence ?? 0n
}

test('a hundred pledges on the last £1,000 of a pot are given exactly £1,000.00 between them', async () => {
  const round = await build.round({ targetPence: pounds(10_000_000) })
  const pot = await build.pot({ for: round, holds: pounds(1_000), terms: { basisPoints: 3_333 } })
  const drafts = await times(100, async (place) =>
    build.pledge({
      ...{ round, amountPence: pounds(150 + place) },
      by: await build.officer({ limitPence }),
    }),
  )

  const done = await atOnce(
    drafts.map(
      ({ by, id }) =>
        () =>
          makePledge(by, id, build.accepted),
    ),
  )

  expect(done).toBe(100)
  expect(await matchedOf(pot.id)).toBe(pounds(1_000))
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(0n)
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(1_000))
}, 60_000)

test('a hundred pledges to two challenges share the last £1,000 that a council may still get', async () => {
  const rounds = await times(2, () => build.round({ targetPence: pounds(10_000_000) }))
  const what = { serviceFunctionIds: rounds.map(({ serviceFunctionId }) => serviceFunctionId ?? 0) }
  const pot = await build.pot({
    for: { serviceFunctionId: null },
    terms: { what, councilCapPence: String(pounds(50)) },
  })
  const councils = await times(20, () => build.officer({ limitPence }))
  const drafts = await times(40, async (place) => {
    const [round, by] = [rounds[place % 2], councils[Math.floor(place / 2)]]
    if (!round || !by) throw expect.fail('there are two rounds')
    return build.pledge({ round, by, amountPence: pounds(40) })
  })

  await atOnce(
    drafts.map(
      ({ by, id }) =>
        () =>
          makePledge(by, id, build.accepted),
    ),
  )

  expect(await matchedOf(pot.id)).toBe(pounds(20 * 50))
}, 60_000)

test('the same key twenty times at once moves money once, for every verb of a pledge', async () => {
  await build.policy('collection-due-days', 30n)
  const lead = await build.officer()
  const finance = await build.financeApprover({ organisation: organisationOf(lead) })
  const round = await build.round({ by: lead, targetPence: pounds(2_000) })
  const pot = await build.pot({ for: round, holds: pounds(5_000) })
  const twenty = (call: () => Promise<unknown>) => atOnce(Array.from({ length: 20 }, () => call))
  const organisation = await build.council()
  const officer = await build.officer({ organisation, limitPence: pounds(500) })
  const approver = await build.financeApprover({ organisation, limitPence })
  const small = await build.pledge({ round, by: officer, amountPence: pounds(500) })
  const operationKey = newId()

  expect(await twenty(() => makePledge(officer, small.id, build.accepted))).toBe(20)
  expect(await twenty(() => withdrawPledge(officer, small.id, { reason: '' }))).toBe(20)
  const large = await build.pledge({ round, by: officer, amountPence: pounds(1_000) })
  const input = { ...build.accepted, signById: approver.personId }
  expect(await twenty(() => makePledge(officer, large.id, input))).toBe(20)
  expect(await twenty(() => approvePledge(approver, large.id, build.key()))).toBe(20)
  expect(await twenty(() => closeRound(lead, round.id))).toBe(20)
  expect(await twenty(() => fundPot(pot.by, pot.id, { operationKey, amount: 700n }))).toBe(20)
  const { id } = await db.collection.findUniqueOrThrow({ where: { pledgeId: large.id } })
  const receipt = { operationKey: newId(), receivedOn: londonDay(clock.now()), bankReference: 'A' }
  expect(await twenty(() => recordReceipt(finance, id, receipt))).toBe(20)

  const about = { challengeId: round.challengeId }
  expect(await build.balance('received', about)).toBe(pounds(1_000))
  expect(await build.balance('match-committed', about)).toBe(pounds(1_000))
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(4_000) + 700n)
  const kinds = await db.journal.groupBy({ by: ['kind'], where: about, _count: true })
  expect(kinds.map(({ kind, _count }) => [kind, _count]).sort()).toEqual([
    ['collection-received', 1],
    ['pledge-committed', 2],
    ['pledge-withdrawn', 1],
    ['round-funded', 1],
  ])
}, 60_000)

test('a pledge withdrawn while others ask for match gives back exactly its own', async () => {
  const round = await build.round({ targetPence: pounds(1_000_000) })
  const pot = await build.pot({ for: round, holds: pounds(1_000) })
  const first = await times(10, () => build.committedPledge({ round, amountPence: pounds(100) }))
  const next = await times(10, async () =>
    build.pledge({
      ...{ round, amountPence: pounds(100) },
      by: await build.officer({ limitPence }),
    }),
  )

  const done = await atOnce([
    ...first.map(
      ({ by, id }) =>
        () =>
          withdrawPledge(by, id, { reason: '' }),
    ),
    ...next.map(
      ({ by, id }) =>
        () =>
          makePledge(by, id, build.accepted),
    ),
  ])

  expect(done).toBe(20)
  const released = await db.match.count({ where: { potId: pot.id, state: 'released' } })
  expect(released).toBe(10)
  const available = await build.balance('pot-available', { potId: pot.id })
  expect(available + (await matchedOf(pot.id))).toBe(pounds(1_000))
}, 60_000)

test('a pledge is in before its round closes, or is refused; it is never left behind', async () => {
  await build.policy('collection-due-days', 30n)
  const round = await build.round({ targetPence: pounds(1_000) })
  await build.pot({ for: round })
  await build.committedPledge({ round, amountPence: pounds(500) })
  const drafts = await times(12, async () =>
    build.pledge({
      ...{ round, amountPence: pounds(50) },
      by: await build.officer({ limitPence }),
    }),
  )
  const pledging = drafts.map(
    ({ by, id }) =>
      () =>
        makePledge(by, id, build.accepted),
  )

  await atOnce([
    ...pledging.slice(0, 6),
    () => closeRound(round.by, round.id),
    () => closeRound(undefined, round.id),
    ...pledging.slice(6),
  ])

  const states = await db.pledge.groupBy({
    by: ['state'],
    where: { roundId: round.id },
    _count: true,
  })
  expect(states.map(({ state }) => state).filter((state) => state !== 'lapsed')).toEqual(['called'])
  const { closingCouncilCount } = await db.round.findUniqueOrThrow({ where: { id: round.id } })
  expect(states.find(({ state }) => state === 'called')?._count).toBe(closingCouncilCount)
}, 60_000)

test('a pledge signed by two people at once is committed once, with one signature', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const organisation = await build.council()
  const by = await build.officer({ organisation, limitPence: 0n })
  const approvers = await times(2, () => build.financeApprover({ organisation, limitPence }))
  const { id } = await build.pledge({ round, by, state: 'awaiting-approval' })

  await atOnce(approvers.map((approver) => () => approvePledge(approver, id, build.key())))

  expect(await db.journal.count({ where: { pledgeId: id } })).toBe(1)
  expect(await db.pledgeApproval.count({ where: { id } })).toBe(1)
  expect(await db.match.count({ where: { pledgeId: id } })).toBe(1)
}, 60_000)

test('money put into a pot while it is asked is there for those who ask, to the penny', async () => {
  const round = await build.round({ targetPence: pounds(1_000_000) })
  const pot = await build.pot({ for: round, holds: pounds(100) })
  const drafts = await times(20, async () =>
    build.pledge({
      ...{ round, amountPence: pounds(100) },
      by: await build.officer({ limitPence }),
    }),
  )

  const done = await atOnce(
    drafts.flatMap(({ by, id }) => [
      () => makePledge(by, id, build.accepted),
      () => fundPot(pot.by, pot.id, { operationKey: newId(), amount: pounds(50) }),
    ]),
  )

  expect(done).toBe(40)
  const available = await build.balance('pot-available', { potId: pot.id })
  expect(available + (await matchedOf(pot.id))).toBe(pounds(100 + 20 * 50))
}, 60_000)
