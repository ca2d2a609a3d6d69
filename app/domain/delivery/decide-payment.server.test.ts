import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { changeBankDetails } from '../payments/change-bank-details.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { decidePayment } from './decide-payment.server.ts'

const paymentOf = (claim: { milestoneId: string }) =>
  db.payment.findUnique({ where: { milestoneId: claim.milestoneId } })

test('one approval pays up to the threshold, split over councils and pot to the penny', async () => {
  const project = await build.project({ milestones: [pounds(50_000), pounds(50_000)] })
  const claim = await build.acceptedClaim({ project })

  await build.approval({ by: project.manager, claim })

  const payment = await paymentOf(claim)
  expect(payment?.amountPence).toBe(pounds(50_000))
  expect(await build.sharesOf(payment)).toEqual([pounds(25_000), pounds(15_000), pounds(10_000)])
  expect(await build.balance('payable', { challengeId: project.challengeId })).toBe(pounds(50_000))
})

test('a penny above the threshold waits for a person of another organisation', async () => {
  const price = pounds(50_000) + 1n
  const project = await build.project({ milestones: [price, pounds(10_000)] })
  const claim = await build.acceptedClaim({ project })

  await build.approval({ by: project.manager, claim })
  expect(await paymentOf(claim)).toBeNull()
  await expect(build.approval({ by: project.manager, claim })).rejects.toThrow('You gave the first')

  await build.approval({ by: project.other, claim })
  expect((await paymentOf(claim))?.amountPence).toBe(price)
})

test('the second person’s yes is their own: with the key of the first one’s form it is refused', async () => {
  const price = pounds(50_000) + 1n
  const project = await build.project({ milestones: [price, pounds(10_000)] })
  const claim = await build.acceptedClaim({ project })
  const theirs = build.yes(claim.sealSha256)
  for (const by of [project.manager, project.other]) await build.readEvidence({ by, claim })
  await decidePayment(project.manager, claim.id, theirs)

  const again = decidePayment(project.other, claim.id, theirs)

  await expect(again).rejects.toThrow('sent before with other answers')
  expect(await db.paymentApproval.count({ where: { claimId: claim.id } })).toBe(1)
  expect(await paymentOf(claim)).toBeNull()
})

test('the last payment takes every penny that is left', async () => {
  const milestones = [pounds(10_000) + 1n, pounds(10_000) + 1n, pounds(10_000) + 1n]
  const project = await build.project({ milestones })
  for (const place of [0, 1, 2]) await build.approvedMilestone({ project, place })

  const about = { challengeId: project.challengeId }
  expect(await build.balance('received', about)).toBe(0n)
  expect(await build.balance('match-committed', about)).toBe(0n)
  expect(await build.balance('payable', about)).toBe(pounds(30_000) + 3n)
})

test('two approvals at once make one payment, and the slower person is told', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  const colleague = await build.fundManager({
    organisation: build.organisationOf(project.manager),
  })
  for (const by of [project.manager, colleague]) await build.readEvidence({ by, claim })

  const results = await Promise.allSettled(
    [project.manager, colleague].map((by) =>
      decidePayment(by, claim.id, build.yes(claim.sealSha256)),
    ),
  )

  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.payment.count({ where: { milestoneId: claim.milestoneId } })).toBe(1)
  expect(await db.paymentApproval.count({ where: { claimId: claim.id } })).toBe(1)
})

test('who accepted the work cannot approve the payment, says the verb and says the database', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  const both = { ...project.manager, personId: project.lead.personId }

  await expect(build.approval({ by: both, claim })).rejects.toThrow('acted on this claim before')
  await expect(
    db.paymentApproval.create({
      data: {
        id: newId(),
        claimId: claim.id,
        position: 1,
        decision: 'approved',
        reason: '',
        sealSha256: claim.sealSha256,
        decidedById: project.lead.personId,
        decidedForId: project.manager.organisationId,
        decidedAt: new Date('2027-01-01T00:00:00Z'),
      },
    }),
  ).rejects.toThrow('one_human_is_one_person')
})

test('a fund manager whose pot does not pay cannot approve first', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })

  await expect(build.approval({ by: project.other, claim })).rejects.toThrow('pot that pays')
})

test('every file is opened before anybody approves', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project, files: ['report.pdf', 'audit.pdf'] })

  const approving = decidePayment(project.manager, claim.id, build.yes(claim.sealSha256))

  await expect(approving).rejects.toThrow(
    /Open (report.pdf, audit.pdf|audit.pdf, report.pdf) first/,
  )
})

test('a seal the approver did not see is refused', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  await build.readEvidence({ by: project.manager, claim })

  await expect(decidePayment(project.manager, claim.id, build.yes('0'.repeat(64)))).rejects.toThrow(
    'changed after you opened it',
  )
})

test('nothing is paid when a sealed file is not what it was', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  const { fileId } = await db.claimEvidence.findFirstOrThrow({ where: { claimId: claim.id } })
  await db.storedFileContent.update({
    where: { id: fileId },
    data: { bytes: new TextEncoder().encode('%PDF-1.7 something else') },
  })

  await expect(build.approval({ by: project.manager, claim })).rejects.toThrow('sealed has changed')
  expect(await paymentOf(claim)).toBeNull()
})

test('nothing is paid to an account that was changed after the claim', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  const owner = await build.administrator({
    organisation: build.organisationOf(project.supplier),
  })
  await changeBankDetails(owner, {
    ...build.key(),
    accountName: 'SOMEBODY ELSE',
    sortCode: '000000',
    accountNumber: '66666666',
  })
  await build.bankDetailsInUse(owner)

  await expect(build.approval({ by: project.manager, claim })).rejects.toThrow('bank details')
  expect(await db.paymentApproval.count({ where: { claimId: claim.id } })).toBe(0)
})

test('while a council has not paid in, nothing is paid and it is named', async () => {
  const project = await build.project({ isMoneyIn: false })
  const claim = await build.acceptedClaim({ project })
  const names = project.councils.map((council) => council.organisationName)

  await expect(build.approval({ by: project.manager, claim })).rejects.toThrow(
    `Waiting for ${names.toSorted().join(', ')}`,
  )
  expect(await paymentOf(claim)).toBeNull()

  await build.moneyIn(project)
  await build.approval({ by: project.manager, claim })
  expect(await paymentOf(claim)).not.toBeNull()
})

test('a claim sent back by the fund manager is over, and may be made again', async () => {
  const project = await build.project()
  const first = await build.acceptedClaim({ project })
  const sendBack = { ...build.yes(first.sealSha256), decision: 'sent-back' as const }
  await decidePayment(project.manager, first.id, { ...sendBack, reason: 'The audit is missing.' })

  await expect(
    decidePayment(project.manager, first.id, build.yes(first.sealSha256)),
  ).rejects.toThrow('decided already')

  const again = await build.acceptedClaim({ project })
  await build.approval({ by: project.manager, claim: again })
  expect(await paymentOf(again)).not.toBeNull()
})

test('nobody approves before the lead council has accepted, and outsiders see no claim', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  const approve = async (by: typeof project.manager) =>
    decidePayment(by, claim.id, build.yes(claim.sealSha256))

  await expect(approve(project.manager)).rejects.toThrow('has not accepted the work')
  await expect(approve(await build.officer())).rejects.toMatchObject({ kind: 'not-found' })
  await expect(
    decideAcceptance(await build.officer(), claim.id, { decision: 'accepted', reason: '' }),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('those whose turn it is are written to, and each message goes once', async () => {
  const price = pounds(60_000)
  const project = await build.project({ milestones: [price] })
  const claim = await build.acceptedClaim({ project })
  await build.approval({ by: project.manager, claim })

  const mails = await db.outboxEmail.findMany({
    where: { idempotencyKey: { contains: claim.id } },
    orderBy: { idempotencyKey: 'asc' },
  })
  const told = (template: string, who: { personId: string }) =>
    mails.some((mail) => mail.template === template && mail.idempotencyKey.endsWith(who.personId))

  expect(told('claim-received', project.lead)).toBe(true)
  expect(told('claim-accepted', project.supplier)).toBe(true)
  expect(told('payment-approval-waiting', project.manager)).toBe(true)
  expect(told('payment-approval-waiting', project.other)).toBe(true)
  expect(new Set(mails.map((mail) => mail.idempotencyKey)).size).toBe(mails.length)
})
