import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { replayPots } from '../pledges/replay-pots.server.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { listAllocations } from '../pots/queries.server.ts'
import { takeBackFunding } from '../pots/take-back-funding.server.ts'
import { agreeGiveBack } from './agree-give-back.server.ts'
import { askGiveBack } from './ask-give-back.server.ts'
import { getGiveBack, getRefund, listGiveBacksToDo } from './give-back-queries.server.ts'
import { projectReference } from './milestone.ts'
import { recordRefund } from './record-refund.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'
import { settlePaymentFile } from './settle-payment-file.server.ts'
import { takeBackReceipt } from './take-back-receipt.server.ts'
import { tellProjectNews } from './tell-project-news.server.ts'

const key = () => ({ operationKey: newId() })
const colleague = (of: Actor) => ({
  organisation: {
    id: of.organisationId,
    name: of.organisationName,
    slug: of.organisationSlug,
    kind: of.organisationKind,
  },
})

/**
 * Councils pledged £300 and £200 and the pot matched £500. A milestone of £333.33 takes £100.00, £66.67
 * and £166.66, so £200.00, £133.33 and £333.34 are left.
 */
async function built() {
  const project = await build.builtProject({ milestones: [33_333n], raises: pounds(1_000) })
  const approver = await build.financeApprover(colleague(project.lead))
  return { ...project, approver, reference: projectReference(project.number) }
}

const refund = (changes = {}) => ({
  ...{ operationKey: newId(), refundedOn: londonDay(clock.now()), bankReference: 'SO REFUND' },
  ...changes,
})
const sums = (lines: { name: string; pence: bigint }[]) => lines.map(({ pence }) => pence).sort()
const left = [pounds(200), 13_333n, 33_334n].sort()

test('once a project is built its receipts stand, and what was not paid in by then is not asked for', async () => {
  // The penny is the pot's, which has the largest fraction of it: every receipt is whole still.
  const project = await build.project({ milestones: [1n], raises: pounds(1_000) })
  const { challengeId, manager, other } = project
  const approver = await build.financeApprover(colleague(project.lead))
  const [first, second] = await db.collection.findMany({
    where: { challengeId },
    orderBy: { reference: 'asc' },
  })
  const mistake = () => ({ ...key(), reason: 'It was for another challenge' })
  await build.approvedMilestone({ project, place: 0 })
  await takeBackReceipt(approver, first?.id ?? '', mistake())
  const fileId = await makePaymentFile(manager, newId())
  await sendPaymentFile(other, fileId)
  await settlePaymentFile(other, fileId, { settledOn: londonDay(clock.now()) })

  expect(await build.balance('called', { challengeId })).toBe(0n)
  const again = { ...key(), receivedOn: londonDay(clock.now()), bankReference: 'BACS 2' }
  const refused = { kind: 'conflict' }
  await expect(recordReceipt(approver, first?.id ?? '', again)).rejects.toMatchObject(refused)
  await expect(takeBackReceipt(approver, second?.id ?? '', mistake())).rejects.toMatchObject(
    refused,
  )
  await askGiveBack(approver, project.id, key())
  await agreeGiveBack(manager, project.id, key())
  expect(await build.balance('received', { challengeId })).toBe(0n)
})

test('a receipt taken back while the last payment is settled is gone before, or stands', async () => {
  for (let round = 0; round < 6; round++) {
    const project = await build.project({ milestones: [1n], raises: pounds(1_000) })
    const { challengeId, manager, other } = project
    const approver = await build.financeApprover(colleague(project.lead))
    const { id } = await db.collection.findFirstOrThrow({ where: { challengeId } })
    await build.approvedMilestone({ project, place: 0 })
    const fileId = await makePaymentFile(manager, newId())
    await sendPaymentFile(other, fileId)
    await Promise.allSettled([
      settlePaymentFile(other, fileId, { settledOn: londonDay(clock.now()) }),
      takeBackReceipt(approver, id, { ...key(), reason: 'It was for another challenge' }),
    ])

    await askGiveBack(approver, project.id, key())
    await agreeGiveBack(manager, project.id, key())
    expect(await build.balance('called', { challengeId })).toBe(0n)
    expect(await build.balance('received', { challengeId })).toBe(0n)
  }
}, 60_000)

test('what is left when a project is built goes back to each in proportion, to the penny', async () => {
  const project = await built()
  const { id, reference, approver, manager, challengeId } = project
  const pot = { potId_purse: { potId: project.pot.id, purse: 'unrestricted' } }
  expect(await getGiveBack(undefined, reference)).toMatchObject({
    state: 'open',
    leftPence: 66_667n,
    mayAsk: false,
  })
  expect(await listGiveBacksToDo(approver)).toMatchObject([{ what: 'ask', pence: 66_667n }])

  await askGiveBack(approver, id, key())
  expect(await listGiveBacksToDo(approver)).toEqual([])
  expect(await listGiveBacksToDo(manager)).toMatchObject([{ what: 'agree', pence: 66_667n }])
  const before = await db.potBalance.findUniqueOrThrow({ where: pot })
  await agreeGiveBack(manager, id, key())

  const agreed = await getGiveBack(approver, reference)
  expect(agreed).toMatchObject({ state: 'refunding', leftPence: 66_667n, mayRefund: true })
  expect(sums(agreed.lines)).toEqual(left)
  expect(await db.potBalance.findUniqueOrThrow({ where: pot })).toEqual({
    ...before,
    committedPence: before.committedPence - 33_334n,
  })
  const about = { challengeId }
  expect(await build.balance('refundable', about)).toBe(33_333n)
  expect(await build.balance('received', about)).toBe(0n)
  expect(await build.balance('match-committed', about)).toBe(0n)

  const refunds = agreed.lines.flatMap(({ partId }) => partId ?? [])
  expect(refunds).toHaveLength(2)
  for (const partId of refunds) await recordRefund(approver, partId, refund())
  expect(await getGiveBack(undefined, reference)).toMatchObject({ state: 'done' })
  expect(await build.balance('refunded', about)).toBe(33_333n)
  expect((await replayPots()).differences).toEqual([])
}, 60_000)

test('nothing goes back before it was asked for, and only by the right people', async () => {
  const { id, lead, approver, manager, other, reference } = await built()
  const stranger = await build.financeApprover()

  await expect(askGiveBack(lead, id, key())).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(askGiveBack(stranger, id, key())).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(agreeGiveBack(manager, id, key())).rejects.toMatchObject({ kind: 'conflict' })
  await askGiveBack(approver, id, key())
  await expect(askGiveBack(approver, id, key())).rejects.toMatchObject({ kind: 'conflict' })
  await expect(agreeGiveBack(approver, id, key())).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(agreeGiveBack(other, id, key())).rejects.toMatchObject({ kind: 'forbidden' })
  await agreeGiveBack(manager, id, key())

  const { lines } = await getGiveBack(undefined, reference)
  const [partId = ''] = lines.flatMap((line) => line.partId ?? [])
  for (const outsider of [lead, stranger, manager]) {
    await expect(recordRefund(outsider, partId, refund())).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(getRefund(outsider, { reference, id: partId })).rejects.toMatchObject({
      kind: 'not-found',
    })
  }
  const today = londonDay(clock.now())
  for (const refundedOn of [addDays(today, 1), addDays(today, -1)])
    await expect(recordRefund(approver, partId, refund({ refundedOn }))).rejects.toMatchObject({
      kind: 'invalid',
      field: 'refundedOn',
    })
}, 60_000)

test('two fund managers agree at once: one of them did', async () => {
  const { id, approver, manager } = await built()
  const second = await build.fundManager(colleague(manager))
  await askGiveBack(approver, id, key())

  const done = await Promise.allSettled([
    agreeGiveBack(manager, id, key()),
    agreeGiveBack(second, id, key()),
  ])

  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const giveBack = await db.giveBack.findUniqueOrThrow({ where: { projectId: id } })
  const journals = { kind: 'unspent-given-back', operationKey: giveBack.id }
  expect(await db.journal.count({ where: journals })).toBe(1)
}, 60_000)

test('a pot’s part is free again, for its funders in the shares they have in it', async () => {
  const project = await build.project({ milestones: [33_333n], raises: pounds(1_000_000) })
  const pot = { id: project.pot.id, by: project.manager }
  const joined = await build.joinedFunder({ pot, puts: pounds(500_000) })
  await build.complete(project)
  const approver = await build.financeApprover(colleague(project.lead))
  const take = (sum: bigint) =>
    takeBackFunding(joined, pot.id, { operationKey: newId(), amount: sum })
  // £1,000,000 and £500,000 are in, £500,000 is promised: a third of the million that is free.
  await expect(take(pounds(333_334))).rejects.toMatchObject({ kind: 'invalid' })

  await askGiveBack(approver, project.id, key())
  await agreeGiveBack(project.manager, project.id, key())

  // All but the £166.66 that the pot paid is free again, and a third of that was theirs to bear.
  await take(pounds(500_000) - 5_555n)
  await expect(take(1n)).rejects.toMatchObject({ kind: 'invalid' })
  expect((await replayPots()).differences).toEqual([])
}, 60_000)

test('a project that spent every penny has nothing to give back', async () => {
  const { number, id, lead } = await build.builtProject({ milestones: [pounds(500)] })
  const approver = await build.financeApprover(colleague(lead))

  expect(await getGiveBack(undefined, projectReference(number))).toMatchObject({
    state: 'nothing',
    lines: [],
  })
  await expect(askGiveBack(approver, id, key())).rejects.toMatchObject({ kind: 'conflict' })
}, 60_000)

test('the lead council has its own part at once, the others hear of theirs, and the pot says what came back', async () => {
  const project = await built()
  const { id, manager, councils, challengeId, reference, pot } = project
  const [lead, other] = councils
  if (!lead || !other) throw new Error('two councils pledged')
  await db.project.update({ where: { id }, data: { leadCouncilId: lead.organisationId } })
  const approver = await build.financeApprover(colleague(lead))
  await askGiveBack(approver, id, key())

  await agreeGiveBack(manager, id, key())

  const agreed = await getGiveBack(approver, reference)
  const own = agreed.lines.find(({ isLead }) => isLead)
  expect(own).toMatchObject({ pence: pounds(200), refundedOn: londonDay(clock.now()) })
  await expect(recordRefund(approver, own?.partId ?? '', refund())).rejects.toMatchObject({
    kind: 'conflict',
  })
  expect(await build.balance('refunded', { challengeId })).toBe(pounds(200))
  const rest = agreed.lines.find(({ partId, refundedOn }) => partId && !refundedOn)
  await recordRefund(approver, rest?.partId ?? '', refund())
  expect((await getGiveBack(undefined, reference)).state).toBe('done')
  const { allocations } = await listAllocations(pot.id)
  expect(allocations).toMatchObject([{ status: 'rest-back', backPence: 33_334n }])

  const { id: giveBackId } = await db.giveBack.findUniqueOrThrow({ where: { projectId: id } })
  await tellProjectNews('give-back-asked', giveBackId)
  await tellProjectNews('give-back-agreed', giveBackId)
  await tellProjectNews('refund-recorded', rest?.partId ?? '')
  const told = async (news: string) =>
    (
      await db.outboxEmail.findMany({ where: { idempotencyKey: { startsWith: `${news}:` } } })
    ).flatMap(({ idempotencyKey }) => idempotencyKey.split(':')[2] ?? [])
  const payers = [lead, other, manager, approver].map(({ personId }) => personId)
  expect(await told('give-back-asked')).toEqual(expect.arrayContaining(payers))
  expect(await told('give-back-agreed')).toEqual(expect.arrayContaining(payers))
  expect(await told('refund-recorded')).toEqual([other.personId])
}, 60_000)
