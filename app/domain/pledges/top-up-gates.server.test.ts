import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { markChiefFinanceOfficer } from '../organisations/keep-scheme.server.ts'
import { lockSpending } from '../organisations/lock-spending.server.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'

/** A signed pledge of £10,000 of a council whose officer may sign £40,000 and whose approver a million. */
async function signedPledge(changes: { fundingType?: 'capital' } = {}) {
  const organisation = await build.council()
  const at = { organisation }
  const officer = await build.officer({ ...at, limitPence: pounds(40_000) })
  const approver = await build.financeApprover({ ...at, limitPence: pounds(1_000_000) })
  const administrator = await build.administrator(at)
  const closesAt = new Date(clock.now().getTime() + 120 * 86_400_000)
  const round = await build.round({ targetPence: pounds(5_000_000), closesAt })
  const { id } = await build.committedPledge({
    ...{ round, by: officer, amountPence: pounds(10_000) },
    ...changes,
  })
  return { id, officer, approver, administrator }
}
type Signed = Awaited<ReturnType<typeof signedPledge>>

const topUp = async ({ id, officer, approver }: Signed, from: number, to: number) =>
  topUpPledge(officer, id, {
    ...build.accepted,
    operationKey: newId(),
    fromPence: pounds(from),
    amount: pounds(to),
    signById: approver.personId,
  })

const membershipOf = async ({ personId }: Actor) =>
  (await db.membership.findFirstOrThrow({ where: { personId } })).id

const limitYear = async (who: Actor, yearLimitPence: bigint) =>
  db.delegatedLimit.updateMany({
    where: { membershipId: await membershipOf(who) },
    data: { yearLimitPence },
  })

const usedOf = async (who: Actor) =>
  (await db.signingYear.findMany({ where: { membershipId: await membershipOf(who) } })).map(
    ({ usedPence }) => usedPence,
  )

test('a top-up to the officer’s own limit commits, and a pound above it waits to be signed', async () => {
  const leeds = await signedPledge()
  expect(await topUp(leeds, 10_000, 40_000)).toMatchObject({ state: 'committed' })
  expect(await topUp(leeds, 40_000, 40_001)).toMatchObject({ state: 'awaiting-approval' })
})

test('a top-up that makes the total a key decision waits for its notice, and one that does not commits', async () => {
  await build.rules()
  const leeds = await signedPledge()
  await db.keyDecisionThreshold.create({
    data: {
      councilId: leeds.officer.organisationId,
      abovePence: pounds(20_000),
      fromOn: new Date('2020-01-01'),
      source: 'made for a test',
      setById: leeds.administrator.personId,
      setAt: clock.now(),
    },
  })
  expect(await topUp(leeds, 10_000, 20_000)).toMatchObject({ state: 'committed' })
  const above = await topUp(leeds, 20_000, 20_001)
  expect(above).toMatchObject({ state: 'awaiting-approval' })
  await approvePledge(leeds.approver, above.id, build.key())
  expect(await db.pledge.findUniqueOrThrow({ where: { id: above.id } })).toMatchObject({
    state: 'awaiting-approval',
  })
})

test('under a section 114 notice a top-up of any sum waits for the section 151 officer', async () => {
  const leeds = await signedPledge()
  await markChiefFinanceOfficer(leeds.administrator, {
    membershipId: await membershipOf(leeds.approver),
    from: londonDay(clock.now()),
    source: 'Constitution, part 3',
  })
  await lockSpending(leeds.administrator, {
    ...{ kind: 'section-114', successor: '', from: londonDay(clock.now()), source: 'Notice' },
    sourceUrl: 'https://example.gov.uk/notice',
  })
  const { id, state } = await topUp(leeds, 10_000, 10_001)
  expect(state).toBe('awaiting-approval')
  await approvePledge(leeds.approver, id, build.key())
  expect(await db.pledge.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'committed' })
})

test('a top-up is signed under the limit for the kind of money of its pledge', async () => {
  const leeds = await signedPledge({ fundingType: 'capital' })
  const membershipId = await membershipOf(leeds.officer)
  const limit = await db.delegatedLimit.findFirstOrThrow({ where: { membershipId } })
  await db.delegatedLimit.create({
    data: { ...limit, id: newId(), spend: 'capital', limitPence: pounds(12_000) },
  })
  expect(await topUp(leeds, 10_000, 12_000)).toMatchObject({ state: 'committed' })
  expect(await topUp(leeds, 12_000, 12_001)).toMatchObject({ state: 'awaiting-approval' })
})

test('an officer’s limit for the year counts what stands once', async () => {
  const leeds = await signedPledge()
  await limitYear(leeds.officer, pounds(25_000))
  expect(await topUp(leeds, 10_000, 30_000)).toMatchObject({ state: 'committed' })
  expect(await usedOf(leeds.officer)).toEqual([pounds(20_000)])
  expect(await topUp(leeds, 30_000, 35_000)).toMatchObject({ state: 'committed' })
  expect(await usedOf(leeds.officer)).toEqual([pounds(25_000)])
  expect(await topUp(leeds, 35_000, 35_001)).toMatchObject({ state: 'awaiting-approval' })
})

test('an approver signs what is left of their year on top of what stands, and not a pound more', async () => {
  const leeds = await signedPledge()
  await limitYear(leeds.approver, pounds(60_000))
  const first = await topUp(leeds, 10_000, 50_000)
  await approvePledge(leeds.approver, first.id, build.key())
  expect(await usedOf(leeds.approver)).toEqual([pounds(40_000)])
  await expect(topUp(leeds, 50_000, 70_001)).rejects.toThrow('who may sign £70,001')
  const second = await topUp(leeds, 50_000, 70_000)
  await approvePledge(leeds.approver, second.id, build.key())
  expect(await usedOf(leeds.approver)).toEqual([pounds(60_000)])
})
