import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'
import { settlePaymentFile } from './settle-payment-file.server.ts'

const today = () => londonDay(clock.now())

test('a payment goes by file: made by one person, sent by another, paid on the bank’s day', async () => {
  const project = await build.project({ milestones: [pounds(40_000), pounds(60_000)] })
  const payment = await build.approvedMilestone({ project })
  const colleague = await build.paymentApprover()

  const fileId = await makePaymentFile(project.manager, newId())
  const settle = () => settlePaymentFile(colleague, fileId, { settledOn: today() })
  await expect(settle()).rejects.toThrow('as sent to the bank first')
  await expect(sendPaymentFile(project.manager, fileId)).rejects.toThrow('You made this file')
  await sendPaymentFile(colleague, fileId)
  await sendPaymentFile(colleague, fileId)
  await expect(sendPaymentFile(project.other, fileId)).rejects.toThrow('already marked as sent')

  const pot = { potId: project.pot.id }
  const before = await db.potBalance.findFirstOrThrow({ where: pot })
  await Promise.all([settle(), settle()])
  await expect(settlePaymentFile(project.other, fileId, { settledOn: today() })).rejects.toThrow(
    'already marked as paid',
  )

  const after = await db.potBalance.findFirstOrThrow({ where: pot })
  expect(after.paidPence - before.paidPence).toBe(pounds(20_000))
  expect(before.committedPence - after.committedPence).toBe(pounds(20_000))
  const about = { challengeId: project.challengeId }
  expect(await build.balance('payable', about)).toBe(0n)
  expect(await build.balance('paid', about)).toBe(pounds(40_000))
  const settled = await db.payment.findUniqueOrThrow({ where: { id: payment.id } })
  expect(settled.settledOn?.toISOString().slice(0, 10)).toBe(today())
  const mail = { idempotencyKey: { startsWith: `payment-sent:${payment.milestoneId}` } }
  expect(await db.outboxEmail.count({ where: mail })).toBe(1)
})

test('two people who make a file at once share the payments between them', async () => {
  const project = await build.project({ milestones: [pounds(1_000), pounds(2_000)] })
  const payments = [
    await build.approvedMilestone({ project, place: 0 }),
    await build.approvedMilestone({ project, place: 1 }),
  ]
  const results = await Promise.allSettled([
    makePaymentFile(project.manager, newId()),
    makePaymentFile(project.other, newId()),
  ])

  expect(results.some((result) => result.status === 'fulfilled')).toBe(true)
  const rows = await db.payment.findMany({
    where: { id: { in: payments.map((payment) => payment.id) } },
  })
  expect(rows.every((row) => row.paymentFileId !== null)).toBe(true)
})

test('a file made twice with the same key is one file', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const key = newId()

  const made = await Promise.all([
    makePaymentFile(project.manager, key),
    makePaymentFile(project.manager, key),
  ])

  expect(made[0]).toBe(made[1])
  await expect(makePaymentFile(project.manager, newId())).rejects.toThrow('No approved payment')
})

test('a file is not paid before it was sent, nor in the future', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const fileId = await makePaymentFile(project.manager, newId())
  await sendPaymentFile(project.other, fileId)

  const settle = (settledOn: string) => settlePaymentFile(project.other, fileId, { settledOn })

  await expect(settle('2020-01-01')).rejects.toMatchObject({ field: 'settledOn' })
  await expect(settle('2999-01-01')).rejects.toMatchObject({ field: 'settledOn' })
})

test('when the last milestone is paid the challenge is in use', async () => {
  const project = await build.project({ milestones: [pounds(1_000)] })
  await build.approvedMilestone({ project })
  const fileId = await makePaymentFile(project.manager, newId())
  await sendPaymentFile(project.other, fileId)
  await settlePaymentFile(project.manager, fileId, { settledOn: today() })

  const challenge = await db.challenge.findUniqueOrThrow({ where: { id: project.challengeId } })
  expect(challenge.stage).toBe('completed')
})

test('councils, suppliers and operators have nothing to do with payment files', async () => {
  for (const outsider of [await build.officer(), await build.member(), await build.operator()]) {
    await expect(makePaymentFile(outsider, newId())).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(sendPaymentFile(outsider, newId())).rejects.toMatchObject({ kind: 'not-found' })
  }
})
