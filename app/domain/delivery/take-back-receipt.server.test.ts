import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { takeBackReceipt } from './take-back-receipt.server.ts'

const form = (reason = 'It was for another challenge') => ({ operationKey: newId(), reason })
const receipt = () => ({
  operationKey: newId(),
  receivedOn: londonDay(clock.now()),
  bankReference: 'BACS 2',
})

async function receivedMoney() {
  const project = await build.project()
  const finance = await build.financeApprover({ organisation: build.organisationOf(project.lead) })
  const collection = await db.collection.findFirstOrThrow({
    where: { challengeId: project.challenge.id },
    orderBy: { reference: 'asc' },
  })
  const held = { challengeId: project.challenge.id, councilId: collection.councilId }
  return {
    project,
    finance,
    collection,
    received: () => build.balance('received', held),
    called: () => build.balance('called', held),
    standing: () => db.receipt.count({ where: { collectionId: collection.id, reversedAt: null } }),
  }
}

test('a receipt taken back is due again, and can be received anew', async () => {
  const { finance, collection, received, called, standing } = await receivedMoney()

  await takeBackReceipt(finance, collection.id, form())

  expect([await received(), await called(), await standing()]).toEqual([
    0n,
    collection.amountPence,
    0,
  ])

  await recordReceipt(finance, collection.id, receipt())

  expect([await received(), await called(), await standing()]).toEqual([
    collection.amountPence,
    0n,
    1,
  ])
})

test('a form sent twice takes it back once; its key with another reason is refused', async () => {
  const { finance, collection, called } = await receivedMoney()
  const sent = form()

  await Promise.all([
    takeBackReceipt(finance, collection.id, sent),
    takeBackReceipt(finance, collection.id, sent),
  ])

  expect(await called()).toBe(collection.amountPence)
  await expect(
    takeBackReceipt(finance, collection.id, { ...sent, reason: 'Another' }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(takeBackReceipt(finance, collection.id, form())).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('money that a milestone has spent is not taken back', async () => {
  const { project, finance, collection, received, standing } = await receivedMoney()
  await build.approvedMilestone({ project })
  const before = await received()

  await expect(takeBackReceipt(finance, collection.id, form())).rejects.toThrow('has been spent')
  expect([await received(), await standing()]).toEqual([before, 1])
})

test('taking back and the last approval at once never spend what is not in', async () => {
  const { project, finance, collection, received } = await receivedMoney()

  const both = await Promise.allSettled([
    build.approvedMilestone({ project }),
    takeBackReceipt(finance, collection.id, form()),
  ])

  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await received()).toBeGreaterThanOrEqual(0n)
})

test('nobody but the lead council’s finance approvers takes a receipt back', async () => {
  const { collection, standing } = await receivedMoney()
  const elsewhere = await build.financeApprover()

  await expect(takeBackReceipt(elsewhere, collection.id, form())).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect(await standing()).toBe(1)
})
