import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeBankDetails } from '../payments/change-bank-details.server.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { importStatement, recordReceipt } from '../payments/record-receipt.server.ts'
import { approveArea } from '../pots/approve-area.server.ts'
import { createPot } from '../pots/create-pot.server.ts'
import { endAreaProposal } from '../pots/end-area-proposal.server.ts'
import { endProposal } from '../pots/end-proposal.server.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { proposeRule } from '../pots/propose-rule.server.ts'
import { proposeArea } from '../pots/propose-area.server.ts'
import { publishRule } from '../pots/publish-rule.server.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { claimMilestone } from './claim-milestone.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { decidePayment } from './decide-payment.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'
import { settlePaymentFile } from './settle-payment-file.server.ts'
import { startProject } from './start-project.server.ts'
import { takeBackReceipt } from './take-back-receipt.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })
const somePot = () => build.pot({ for: { serviceFunctionId: 0 } })

const verbs: Record<string, () => Promise<KeyCase>> = {
  async createPot() {
    const by = await build.fundManager()
    const operationKey = newId()
    const pot = {
      operationKey,
      slug: `keys-${operationKey.slice(-6)}`,
      purpose: 'For a test of keys',
      askOrder: 9_000,
      opensOn: '2027-01-01',
      closesOn: undefined,
    }
    return {
      send: (answers) => createPot(by, { ...pot, name: answers }),
      count: () => db.pot.count({ where: { id: operationKey } }),
    }
  },
  async fundPot() {
    const { id, by } = await somePot()
    const operationKey = newId()
    const amounts = { same: pounds(10), other: pounds(11) }
    return {
      send: (answers) => fundPot(by, id, { operationKey, amount: amounts[answers] }),
      count: () => db.journal.count({ where: { kind: 'pot-funded', operationKey } }),
    }
  },
  async proposeRule() {
    const { id, by } = await somePot()
    const operationKey = newId()
    const terms = RuleTerms.parse({ basisPoints: 5_000 })
    return {
      send: (answers) => proposeRule(by, id, { operationKey, terms, reason: answers }),
      count: () => db.ruleProposal.count({ where: { id: operationKey } }),
    }
  },
  async proposeArea() {
    const { id, by } = await somePot()
    const area = await build.combinedAuthority()
    const form = build.areaInput(area.id)
    return {
      send: (reason) => proposeArea(by, id, { ...form, reason }),
      count: () => db.areaProposal.count({ where: { potId: id } }),
    }
  },
  async publishRule() {
    const { id, people, potId } = await proposal()
    return {
      send: (answers) => publishRule(people[answers], id),
      count: () => db.potRule.count({ where: { potId, reason: 'Another year' } }),
    }
  },
  async endProposal() {
    const { id, people, potId } = await proposal()
    return {
      send: (reason) => endProposal(people.same, id, { reason }),
      count: audited(potId, 'rule-proposal-ended'),
    }
  },
  async approveArea() {
    const { id, people, potId } = await areaProposal()
    return {
      send: (answers) => approveArea(people[answers], id),
      count: () => db.areaRegistration.count({ where: { potId } }),
    }
  },
  async endAreaProposal() {
    const { id, people, potId } = await areaProposal()
    return {
      send: (reason) => endAreaProposal(people.same, id, { reason }),
      count: audited(potId, 'area-proposal-ended'),
    }
  },
  async changeBankDetails() {
    const by = await build.administrator({ organisation: await build.council() })
    const form = { ...build.key(), accountName: 'A COUNCIL', sortCode: '309430' }
    const numbers = { same: '00000001', other: '00000002' }
    return {
      send: (answers) => changeBankDetails(by, { ...form, accountNumber: numbers[answers] }),
      count: audited(by.organisationId, 'bank-details-changed'),
    }
  },
  async recordReceipt() {
    const { finance, collection } = await calledMoney()
    const form = receipt()
    return {
      send: (bankReference) => recordReceipt(finance, collection.id, { ...form, bankReference }),
      count: () => db.receipt.count({ where: { collectionId: collection.id } }),
    }
  },
  async importStatement() {
    const { finance, collection } = await calledMoney()
    const { id, reference, amountPence } = collection
    const line = `${londonDay(clock.now())},${reference},${amountPence / 100n}.00`
    const statements = { same: line, other: `${line}\n${line}` }
    const form = build.key()
    return {
      send: (answers) => importStatement(finance, { ...form, statement: statements[answers] }),
      count: () => db.receipt.count({ where: { collectionId: id } }),
    }
  },
  async takeBackReceipt() {
    const { finance, collection } = await receivedMoney()
    const form = build.key()
    return {
      send: (reason) => takeBackReceipt(finance, collection.id, { ...form, reason }),
      count: audited(collection.pledgeId, 'receipt-reversed'),
    }
  },
  async startProject() {
    const { challenge, lead } = await build.award()
    const form = build.key()
    const colleague = await build.officer({ organisation: build.organisationOf(lead) })
    const people = { same: lead, other: colleague }
    return {
      send: (answers) => startProject(people[answers], challenge.id, form),
      count: () => db.project.count({ where: { challengeId: challenge.id } }),
    }
  },
  async claimMilestone() {
    const { supplier, milestones } = await build.project()
    const milestoneId = milestones[0]?.id ?? ''
    const input = build.claimInput()
    return {
      send: (note) => claimMilestone(supplier, milestoneId, { ...input, note }),
      count: () => db.claim.count({ where: { milestoneId } }),
    }
  },
  async decideAcceptance() {
    const project = await build.project()
    const { id } = await build.claim({ project })
    return {
      send: (reason) => decideAcceptance(project.lead, id, { decision: 'accepted', reason }),
      count: () => db.acceptance.count({ where: { id } }),
    }
  },
  async decidePayment() {
    const project = await build.project()
    return approvalBy(project.manager, await build.acceptedClaim({ project }), 1)
  },
  async secondApproval() {
    const project = await build.project({ milestones: [pounds(400_000)] })
    const claim = await build.acceptedClaim({ project })
    await build.approval({ by: project.manager, claim })
    return approvalBy(project.other, claim, 2)
  },
  async makePaymentFile() {
    const project = await build.project()
    const { id } = await build.approvedMilestone({ project })
    const people = { same: project.manager, other: project.other }
    const operationKey = newId()
    return {
      send: (answers) => makePaymentFile(people[answers], operationKey),
      count: () => db.paymentFile.count({ where: { payments: { some: { id } } } }),
    }
  },
  async sendPaymentFile() {
    const { project, fileId } = await paymentFile()
    const people = { same: project.other, other: await build.paymentApprover() }
    return {
      send: (answers) => sendPaymentFile(people[answers], fileId),
      count: audited(fileId, 'payment-file-sent'),
    }
  },
  async settlePaymentFile() {
    const { project, fileId } = await paymentFile()
    await sendPaymentFile(project.other, fileId)
    const people = { same: project.other, other: await build.paymentApprover() }
    const settledOn = londonDay(clock.now())
    return {
      send: (answers) => settlePaymentFile(people[answers], fileId, { settledOn }),
      count: audited(fileId, 'payment-file-settled'),
    }
  },
}

type Claim = Awaited<ReturnType<typeof build.acceptedClaim>>

async function approvalBy(by: Actor, claim: Claim, position: number): Promise<KeyCase> {
  await build.readEvidence({ by, claim })
  const form = build.yes(claim.sealSha256)
  return {
    send: (reason) => decidePayment(by, claim.id, { ...form, reason }),
    count: () => db.paymentApproval.count({ where: { claimId: claim.id, position } }),
  }
}

const receipt = () => ({
  ...build.key(),
  receivedOn: londonDay(clock.now()),
  bankReference: 'BACS 2',
})

/** One collection of a funded challenge, and who looks after the lead council's money. */
async function money(isMoneyIn: boolean) {
  const { lead, challenge } = await build.project({ isMoneyIn })
  const finance = await build.financeApprover({ organisation: build.organisationOf(lead) })
  const where = { challengeId: challenge.id }
  return { finance, collection: await db.collection.findFirstOrThrow({ where }) }
}
const calledMoney = () => money(false)
const receivedMoney = () => money(true)

/** A proposal for a rule, and two people of the funder who may decide on it. */
async function proposal() {
  const { id: potId, by } = await somePot()
  const organisation = build.organisationOf(by)
  const { id } = await proposeRule(by, potId, {
    ...build.key(),
    terms: RuleTerms.parse({ basisPoints: 5_000 }),
    reason: 'Another year',
  })
  const people = {
    same: await build.fundManager({ organisation }),
    other: await build.fundManager({ organisation }),
  }
  return { id, potId, people }
}

async function areaProposal() {
  const { id: potId, by } = await somePot()
  const area = await build.combinedAuthority()
  const { id } = await proposeArea(by, potId, build.areaInput(area.id))
  const people = { same: await build.colleagueOf(by), other: await build.colleagueOf(by) }
  return { id, potId, people }
}

async function paymentFile() {
  const project = await build.project()
  await build.approvedMilestone({ project })
  return { project, fileId: await makePaymentFile(project.manager, newId()) }
}

test.each(Object.entries(verbs))('%s: one key is one deed with one body', async (_, prepare) => {
  await expectOneDeed(await prepare())
})

test('a receipt taken back and come again is not taken back by the old form', async () => {
  const { finance, collection } = await receivedMoney()
  const form = { ...build.key(), reason: 'Another challenge' }
  await takeBackReceipt(finance, collection.id, form)
  await recordReceipt(finance, collection.id, receipt())

  await takeBackReceipt(finance, collection.id, form)

  const standing = { collectionId: collection.id, reversedAt: null }
  expect(await db.receipt.count({ where: standing })).toBe(1)
})
