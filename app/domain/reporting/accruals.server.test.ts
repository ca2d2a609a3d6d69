import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { CostCodesInput } from '../organisations/cost-code.ts'
import { setCostCodes } from '../organisations/set-cost-codes.server.ts'
import { closeRound } from '../pledges/close-round.server.ts'
import {
  lastYearEnd,
  readCouncilAccruals,
  readDay,
  readPotAccruals,
  type Accruals,
} from './accruals.server.ts'
import { listJournalLines } from './journal-export.server.ts'

test('the day an address asks for is a day that has come', () => {
  clock.set('2027-04-01T00:30:00+01:00')
  const day = (text: string) => readDay(new URLSearchParams(text))

  expect(day('on=2027-03-31')).toBe('2027-03-31')
  expect([day('on=2027-04-02'), day('on=soon'), day('')]).toEqual(Array(3).fill('2027-04-01'))
  expect(lastYearEnd('2027-03-30')).toBe('2026-03-31')
  expect(lastYearEnd('2027-03-31')).toBe('2027-03-31')
})

test('what is approved and not paid is owed by each funder to the penny, from its own day on', async () => {
  const project = await build.project({ milestones: [33_333_33n, 66_666_67n] })
  const approvedAt = new Date(clock.now().getTime() + 3 * 86_400_000)
  const before = londonDay(clock.now())
  clock.set(approvedAt.toISOString())
  await build.approvedMilestone({ project })
  const on = londonDay(approvedAt)
  const { potId } = await db.match.findFirstOrThrow({
    where: { challengeId: project.challenge.id },
  })

  const all = await Promise.all([
    ...project.councils.map((council) => readCouncilAccruals(council, on)),
    readPotAccruals(potId, on),
  ])
  expect(all.reduce((sum, { owedPence }) => sum + owedPence, 0n)).toBe(33_333_33n)
  expect(all.reduce((sum, { heldPence }) => sum + heldPence, 0n)).toBe(66_666_67n)
  expect((await readPotAccruals(potId, before)).owedPence).toBe(0n)
  expect((await readPotAccruals(potId, addDays(on, -1))).owedPence).toBe(0n)
})

test('a council that has not paid in owes what was called', async () => {
  const project = await build.project({ isMoneyIn: false })
  const [council] = project.councils
  if (!council) return expect.fail('a project has councils')
  const today = londonDay(clock.now())

  expect(await readCouncilAccruals(council, today)).toMatchObject({
    calledPence: pounds(30_000),
    heldPence: 0n,
    rows: [{ slug: project.challenge.slug }],
  })
  expect((await readCouncilAccruals(council, addDays(today, -400))).rows).toEqual([])
  expect((await readCouncilAccruals(await build.officer(), today)).rows).toEqual([])
  await expect(readCouncilAccruals(project.supplier, today)).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('what is owed is the same before and after it is noted, and when half of it is', async () => {
  const project = await build.project({ isMoneyIn: false })
  const [council] = project.councils
  if (!council) return expect.fail('a project has councils')
  const read = async () => (await readCouncilAccruals(council, londonDay(clock.now()))).rows

  const called = await read()
  expect(called).toMatchObject([{ challengeId: project.challenge.id, calledPence: pounds(30_000) }])
  await sealJournals()
  expect(await read()).toEqual(called)

  await build.moneyIn({ challengeId: project.challenge.id, lead: project.lead })
  const paidIn = await read()
  expect(paidIn).toMatchObject([{ calledPence: 0n, heldPence: pounds(30_000) }])
  await sealJournals()
  expect(await read()).toEqual(paidIn)
})

test('what is settled is not listed any more, but still at the end of a day it was owed on', async () => {
  const project = await build.project({ isMoneyIn: false })
  await sealJournals()
  const owedOn = londonDay(clock.now())
  clock.set(new Date(clock.now().getTime() + 3 * 86_400_000).toISOString())
  await build.moneyIn({ challengeId: project.challenge.id, lead: project.lead })
  await build.complete(project)
  const [council] = project.councils
  if (!council) return expect.fail('a project has councils')
  const today = londonDay(clock.now())
  const before = await readCouncilAccruals(council, today)

  await sealJournals()

  const span = { ownerId: council.organisationId, challengeId: project.challenge.id }
  expect(await db.accrualSpan.findFirst({ where: span })).toMatchObject({
    settledJournalId: expect.any(BigInt) as bigint,
  })
  expect(await readCouncilAccruals(council, today)).toEqual(before)
  expect(before.rows).toEqual([])
  expect((await readCouncilAccruals(council, owedOn)).rows).toMatchObject([
    { calledPence: pounds(30_000) },
  ])
})

test('a long list of what is owed comes in pages, the newest challenge first', async () => {
  const council = await build.officer({ limitPence: pounds(1_000_000) })
  const all: string[] = []
  for (let count = 0; count < 3; count++) {
    const { challenge, by, ...round } = await build.round({ targetPence: pounds(1_000) })
    await build.committedPledge({ round, by: council, amountPence: pounds(1_000) })
    await closeRound(by, round.id)
    all.unshift(challenge.id)
    if (count < 2) await sealJournals()
  }
  const today = londonDay(clock.now())
  const idsOf = ({ rows }: Accruals) => rows.map(({ challengeId }) => challengeId)

  const whole = await readCouncilAccruals(council, today)
  expect(idsOf(whole)).toEqual(all)
  expect(whole).toMatchObject({ next: undefined, isFirst: true, calledPence: pounds(3_000) })

  const first = await readCouncilAccruals(council, today, { limit: 2 })
  expect(idsOf(first)).toEqual(all.slice(0, 2))
  expect(first).toMatchObject({ next: all[1], calledPence: pounds(3_000) })
  const second = await readCouncilAccruals(council, today, { limit: 2, before: first.next })
  expect(idsOf(second)).toEqual(all.slice(2))
  expect(second).toMatchObject({ next: undefined, isFirst: false })
})

test('a journal export balances, and carries the council’s own codes', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const [council] = project.councils
  if (!council) return expect.fail('a project has councils')
  const councilId = council.organisationId
  await db.pledge.updateMany({ where: { councilId }, data: { budgetCode: 'ADS-7714' } })
  const organisation = {
    id: councilId,
    name: council.organisationName,
    slug: council.organisationSlug,
    kind: council.organisationKind,
  }
  const admin = await build.administrator({ organisation })
  await setCostCodes(admin, CostCodesInput.parse({ called: 'C-1', payable: 'P-1' }))

  const whole = await listJournalLines(admin, { period: {}, limit: 500 })
  const sum = (of: 'debitPence' | 'creditPence') =>
    whole.lines.reduce((total, line) => total + ((of in line && line[of as never]) || 0n), 0n)
  expect(sum('debitPence')).toBe(sum('creditPence'))
  expect(whole.lines.map(({ what, account, costCode }) => [what, account, costCode])).toEqual([
    ['Pledge signed', 'Commitments', ''],
    ['Pledge signed', 'Pledged', ''],
    ['Round funded', 'Pledged', ''],
    ['Round funded', 'Called', 'C-1'],
    ['Council’s money received', 'Called', 'C-1'],
    ['Council’s money received', 'Held by the lead council', ''],
    ['Milestone approved for payment', 'Held by the lead council', ''],
    ['Milestone approved for payment', 'Owed to suppliers', 'P-1'],
  ])
  expect(new Set(whole.lines.map(({ budgetCode }) => budgetCode))).toEqual(new Set(['ADS-7714']))

  const paged = []
  let after
  do {
    const page: Awaited<ReturnType<typeof listJournalLines>> = await listJournalLines(admin, {
      period: {},
      limit: 1,
      after,
    })
    paged.push(...page.lines)
    after = page.next
  } while (after)
  expect(paged).toEqual(whole.lines)
  for (const stranger of [project.supplier, project.manager])
    await expect(listJournalLines(stranger, { period: {}, limit: 1 })).rejects.toMatchObject({
      kind: 'not-found',
    })
})
