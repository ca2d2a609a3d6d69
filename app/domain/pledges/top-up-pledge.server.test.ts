import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const toTotal = (from: number, whole: number) => ({
  ...build.accepted,
  operationKey: newId(),
  fromPence: pounds(from),
  amount: pounds(whole),
})
const totalsOf = ({ id }: { id: string }) =>
  db.roundTotals.findUniqueOrThrow({ where: { roundId: id } })
const matchesOf = async (...pledgeIds: string[]) => {
  const matches = await db.match.findMany({
    where: { pledgeId: { in: pledgeIds }, state: { not: 'released' } },
  })
  return pledgeIds.map((id) => matches.find((match) => match.pledgeId === id)?.amountPence ?? 0n)
}
const because = { reason: 'The budget was cut' }

test('a top-up counts with its own match, and its council once', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { basisPoints: 2_500 } })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(10_000) })
  const form = toTotal(10_000, 14_000)

  expect(await topUpPledge(by, id, form)).toEqual({ id: form.operationKey, state: 'committed' })
  expect(await topUpPledge(by, id, form)).toEqual({ id: form.operationKey, state: 'committed' })

  expect(await totalsOf(round)).toMatchObject({
    councilCount: 1,
    pledgedPence: pounds(14_000),
    matchedPence: pounds(3_500),
  })
  expect(await matchesOf(id, form.operationKey)).toEqual([pounds(2_500), pounds(1_000)])
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(3_500))
})

test('the same form with another sum, and an old page, are refused', async () => {
  const round = await build.round()
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(10_000) })
  const form = toTotal(10_000, 14_000)
  await topUpPledge(by, id, form)

  for (const input of [{ ...form, amount: pounds(15_000) }, toTotal(10_000, 20_000)])
    await expect(topUpPledge(by, id, input)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(topUpPledge(by, id, toTotal(14_000, 14_000))).rejects.toThrow('more than £14,000')

  expect(await totalsOf(round)).toMatchObject({ pledgedPence: pounds(14_000) })
})

test('bands by amount and a limit for one pledge see the total', async () => {
  const round = await build.round()
  const bands = [
    { abovePence: '0', basisPoints: 10_000 },
    { abovePence: String(pounds(100)), basisPoints: 5_000 },
  ]
  await build.pot({
    for: round,
    terms: {
      basisPoints: undefined,
      tiers: { by: 'amount', bands },
      pledgeCapPence: String(pounds(180)),
    },
  })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(60) })
  const [first, second, third] = [toTotal(60, 200), toTotal(200, 280), toTotal(280, 300)]

  await topUpPledge(by, id, first)
  await topUpPledge(by, id, second)
  await topUpPledge(by, id, third)

  // £60; then £100 and half of £100 less £60; then £180 at most less £150; then nothing.
  const ids = [id, first.operationKey, second.operationKey, third.operationKey]
  expect(await matchesOf(...ids)).toEqual([60, 90, 30, 0].map(pounds))
  expect(await db.match.findFirst({ where: { pledgeId: first.operationKey } })).toMatchObject({
    working: [
      { step: 'pledged', pence: '20000' },
      { step: 'band' },
      { step: 'band' },
      { step: 'standing', standingPence: '6000', alreadyPence: '6000', pence: '9000' },
    ],
  })
})

test('below the smallest pledge of a rule nothing is matched until the total reaches it', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { minimumPledgePence: String(pounds(100)) } })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(60) })
  const form = toTotal(60, 100)

  await topUpPledge(by, id, form)

  expect(await matchesOf(id, form.operationKey)).toEqual([0n, pounds(100)])
})

test('a top-up reaches no floor, and is matched with its pledge when another council reaches it', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { basisPoints: 2_500, minimumCouncils: 2 } })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(1_000) })
  const form = toTotal(1_000, 1_400)
  await topUpPledge(by, id, form)
  expect(await matchesOf(id, form.operationKey)).toEqual([0n, 0n])

  const other = await build.committedPledge({ round, amountPence: pounds(400) })

  expect(await matchesOf(id, form.operationKey, other.id)).toEqual([250, 100, 100].map(pounds))
  expect(await totalsOf(round)).toMatchObject({ councilCount: 2 })
})

async function council(limits: { officer: number; approver: number }) {
  const organisation = await build.council()
  return {
    officer: await build.officer({ organisation, limitPence: pounds(limits.officer) }),
    approver: await build.financeApprover({ organisation, limitPence: pounds(limits.approver) }),
  }
}

const signedBy = ({ personId }: Actor, from: number, to: number) => ({
  ...toTotal(from, to),
  signById: personId,
})

test('who signs a top-up signs for the total', async () => {
  const round = await build.round()
  const { officer, approver } = await council({ officer: 10_000, approver: 15_000 })
  const { id } = await build.committedPledge({ round, by: officer, amountPence: pounds(10_000) })
  const form = signedBy(approver, 10_000, 14_000)

  expect(await topUpPledge(officer, id, form)).toMatchObject({ state: 'awaiting-approval' })
  expect(await totalsOf(round)).toMatchObject({ pledgedPence: pounds(10_000) })
  await approvePledge(approver, form.operationKey, build.key())
  expect(await totalsOf(round)).toMatchObject({ councilCount: 1, pledgedPence: pounds(14_000) })

  await expect(topUpPledge(officer, id, signedBy(approver, 14_000, 15_001))).rejects.toThrow(
    'who may sign £15,001',
  )
})

test('withdrawing a pledge takes its top-ups along; a top-up goes back alone, the latest first', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const other = await build.committedPledge({ round, amountPence: pounds(7) })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(100) })
  const [first, second] = [toTotal(100, 120), toTotal(120, 150)]
  await topUpPledge(by, id, first)
  await topUpPledge(by, id, second)

  await expect(withdrawPledge(by, first.operationKey, because)).rejects.toThrow('later top-up')
  await withdrawPledge(by, second.operationKey, because)
  expect(await totalsOf(round)).toMatchObject({ councilCount: 2, pledgedPence: pounds(127) })
  await withdrawPledge(by, id, because)

  expect(await totalsOf(round)).toMatchObject({
    councilCount: 1,
    pledgedPence: pounds(7),
    matchedPence: pounds(7),
  })
  expect(await matchesOf(other.id)).toEqual([pounds(7)])
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(7))
})

test('lowering a total takes from the latest top-up on', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { basisPoints: 5_000 } })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(100) })
  const [first, second] = [toTotal(100, 140), toTotal(140, 170)]
  await topUpPledge(by, id, first)
  await topUpPledge(by, id, second)
  const ids = [id, first.operationKey, second.operationKey]

  await lowerPledge(by, id, { operationKey: newId(), amount: pounds(130) })
  expect(await matchesOf(...ids)).toEqual([50, 15, 0].map(pounds))
  const form = { operationKey: newId(), amount: pounds(100) }
  await lowerPledge(by, id, form)
  expect(await lowerPledge(by, id, form)).toEqual({ isNew: false })
  await lowerPledge(by, id, { operationKey: newId(), amount: pounds(60) })

  expect(await matchesOf(...ids)).toEqual([30, 0, 0].map(pounds))
  expect(await totalsOf(round)).toMatchObject({ councilCount: 1, pledgedPence: pounds(60) })
})

test('a funded round calls a pledge and its top-up, each by its own collection', async () => {
  await build.policy('collection-due-days', 30n)
  const round = await build.round({ targetPence: pounds(300), minimumCouncils: 1 })
  await build.pot({ for: round })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(100) })
  const form = toTotal(100, 150)
  await topUpPledge(by, id, form)

  await closeRound(round.by, round.id)

  const collections = await db.collection.findMany({
    where: { challengeId: round.challengeId },
    orderBy: { amountPence: 'asc' },
  })
  expect(collections).toMatchObject([
    { pledgeId: form.operationKey, amountPence: pounds(50) },
    { pledgeId: id, amountPence: pounds(100) },
  ])
  expect(await totalsOf(round)).toMatchObject({ councilCount: 1, pledgedPence: pounds(150) })
  await expect(topUpPledge(by, id, toTotal(150, 200))).rejects.toMatchObject({ kind: 'conflict' })
})

test('a top-up does not make a second council', async () => {
  const round = await build.round({ targetPence: pounds(200), minimumCouncils: 2 })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(150) })
  await topUpPledge(by, id, toTotal(150, 300))

  await expect(closeRound(round.by, round.id)).rejects.toThrow('not met')
})

test('twenty top-ups on the last £1,000 of a pot take it to the penny', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(3_000) })
  const pledges = await Promise.all(
    Array.from({ length: 20 }, () => build.committedPledge({ round, amountPence: pounds(100) })),
  )
  const forms = pledges.map(() => toTotal(100, 170))

  const send = () =>
    Promise.all(
      pledges.map(({ id, by }, place) => topUpPledge(by, id, forms[place] ?? toTotal(100, 170))),
    )
  await send()
  await send()

  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(3_000))
  expect(await totalsOf(round)).toMatchObject({
    councilCount: 20,
    pledgedPence: pounds(3_400),
    matchedPence: pounds(3_000),
  })
})

test('a top-up against lowering and withdrawing gives one order or the other, whole', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const pledges = await Promise.all(
    Array.from({ length: 8 }, () => build.committedPledge({ round, amountPence: pounds(100) })),
  )

  for (const [place, { id, by }] of pledges.entries()) {
    const end =
      place % 2 === 0
        ? withdrawPledge(by, id, because)
        : lowerPledge(by, id, { operationKey: newId(), amount: pounds(80) })
    const form = toTotal(100, 130)
    const [toppedUp, ended] = await Promise.allSettled([topUpPledge(by, id, form), end])
    const live = await db.pledge.findMany({
      where: { OR: [{ id }, { topsUpId: id }], state: 'committed' },
    })
    const sum = live.reduce((total, one) => total + one.amountPence, 0n)
    const matched = (await matchesOf(...live.map((one) => one.id))).reduce((a, b) => a + b, 0n)
    expect(ended.status).toBe('fulfilled')
    if (place % 2 === 0) expect(sum).toBe(0n)
    else expect([pounds(80), pounds(110)]).toContain(sum)
    expect(matched).toBe(sum)
    if (toppedUp.status === 'rejected') expect(toppedUp.reason).toMatchObject({ kind: 'conflict' })
  }
})
