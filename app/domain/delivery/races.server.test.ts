import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { claimMilestone } from './claim-milestone.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { decidePayment } from './decide-payment.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'
import { settlePaymentFile } from './settle-payment-file.server.ts'

const accepted = { decision: 'accepted' as const, reason: '' }
const paymentsOf = (challengeId: string) =>
  db.payment.findMany({ where: { challengeId }, include: { shares: true } })

/** Does all of it at once and counts who was served; the others are told so politely. */
async function atOnce(calls: (() => Promise<unknown>)[]) {
  const answers = await Promise.allSettled(calls.map((call) => call()))
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Refusal)
  return answers.filter(({ status }) => status === 'fulfilled').length
}
const twenty = (call: () => Promise<unknown>) => atOnce(Array.from({ length: 20 }, () => call))

test('one milestone approved by two managers at once is paid once', async () => {
  const project = await build.project({ milestones: [pounds(40_000)] })
  const claim = await build.acceptedClaim({ project })
  const organisation = { id: project.manager.organisationId, name: 'F', slug: 'f', kind: 'funder' }
  const managers = [project.manager, await build.fundManager({ organisation })]
  for (const by of managers) await build.readEvidence({ by, claim })

  const done = await atOnce(
    managers.map((by) => () => decidePayment(by, claim.id, build.yes(claim.sealSha256))),
  )

  expect(done).toBe(1)
  expect(await paymentsOf(project.challengeId)).toMatchObject([{ amountPence: pounds(40_000) }])
}, 60_000)

test('two milestones paid at once share what their funders have left, and no penny twice', async () => {
  const milestones = [pounds(33_333) + 1n, pounds(33_333) + 1n]
  const project = await build.project({ milestones })
  const claims = []
  for (const place of [0, 1]) claims.push(await build.acceptedClaim({ project, place }))
  for (const claim of claims) await build.readEvidence({ by: project.manager, claim })

  const done = await atOnce(
    claims.map(
      (claim) => () => decidePayment(project.manager, claim.id, build.yes(claim.sealSha256)),
    ),
  )

  expect(done).toBe(2)
  const payments = await paymentsOf(project.challengeId)
  const shared = payments.flatMap(({ shares }) => shares.map(({ amountPence }) => amountPence))
  expect(shared.reduce((sum, pence) => sum + pence, 0n)).toBe(2n * (pounds(33_333) + 1n))
  for (const kind of ['received', 'match-committed'])
    expect(await build.balance(kind, { challengeId: project.challengeId })).toBeGreaterThanOrEqual(
      0n,
    )
}, 60_000)

test('twenty times at once, each step from a claim to the bank happens once', async () => {
  const project = await build.project({ milestones: [pounds(40_000)] })
  const { challengeId, manager, other, supplier, lead } = project
  const [milestone] = project.milestones
  const input = build.claimInput()
  const { claimId } = input

  expect(await twenty(() => claimMilestone(supplier, milestone?.id ?? '', input))).toBe(20)
  await twenty(() => decideAcceptance(lead, claimId, accepted))
  const claim = await db.claim.findUniqueOrThrow({ where: { id: claimId } })
  await build.readEvidence({ by: manager, claim })
  await twenty(() => decidePayment(manager, claimId, build.yes(claim.sealSha256)))
  const operationKey = newId()
  const files = new Set<string>()
  await twenty(async () => files.add(await makePaymentFile(manager, operationKey)))
  const [fileId = ''] = files
  await twenty(() => sendPaymentFile(other, fileId))
  const settledOn = londonDay(clock.now())
  await twenty(() => settlePaymentFile(manager, fileId, { settledOn }))

  expect(files.size).toBe(1)
  expect(await db.claim.count({ where: { milestoneId: milestone?.id ?? '' } })).toBe(1)
  expect(await db.paymentApproval.count({ where: { claimId } })).toBe(1)
  expect(await build.balance('paid', { challengeId })).toBe(pounds(40_000))
  expect(await build.balance('payable', { challengeId })).toBe(0n)
  const kinds = await db.journal.findMany({
    where: { challengeId, kind: { startsWith: 'payment-' } },
    orderBy: { id: 'asc' },
  })
  expect(kinds.map(({ kind }) => kind)).toEqual(['payment-approved', 'payment-settled'])
}, 90_000)
