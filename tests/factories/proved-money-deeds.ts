import { db } from '#app/core/db.server.ts'
import { formatPounds, pounds } from '#app/core/money.ts'
import { newId } from '#app/core/id.ts'
import { build } from './index.ts'
import type { ProvedVerb } from '#app/domain/audit/proofs.ts'
import { agreeGiveBack } from '#app/domain/delivery/agree-give-back.server.ts'
import { agreeStop } from '#app/domain/delivery/agree-stop.server.ts'
import { askGiveBack } from '#app/domain/delivery/ask-give-back.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { proposeStop } from '#app/domain/delivery/propose-stop.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { confirmBankDetails } from '#app/domain/payments/confirm-bank-details.server.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { agreePot } from '#app/domain/pots/agree-pot.server.ts'
import { approveArea } from '#app/domain/pots/approve-area.server.ts'
import { proposeArea } from '#app/domain/pots/propose-area.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { takeBackFunding } from '#app/domain/pots/take-back-funding.server.ts'

export type Case = {
  by: Actor
  send: () => Promise<unknown>
  count: () => Promise<number>
  /** What its signer has to read. */
  says: string[]
}

/** Deeds of money that ask for a proof: pledges, pots, projects and payments. */
export const provedMoneyDeeds = {
  async 'decide-payment'() {
    const project = await build.project({ milestones: [pounds(400_000)] })
    const claim = await build.acceptedClaim({ project, files: ['report.pdf'] })
    await build.readEvidence({ by: project.manager, claim })
    const { accountNumber } = await db.bankDetails.findUniqueOrThrow({
      where: { id: claim.bankDetailsId },
    })
    const supplierName = project.supplier.organisationName
    const by = project.manager
    const form = build.yes(claim.sealSha256)
    return {
      by,
      send: () => decidePayment(by, claim.id, form),
      count: () => db.paymentApproval.count({ where: { claimId: claim.id } }),
      says: ['£400,000', supplierName, `ending in ${accountNumber.slice(-4)}`, 'report'],
    }
  },
  async 'approve-pledge'() {
    const organisation = await build.council({ name: 'Hull' })
    const officer = await build.officer({ organisation })
    const by = await build.financeApprover({ organisation, limitPence: pounds(90_000) })
    const pledge = await build.pledge({
      ...{ round: await build.round(), by: officer, state: 'awaiting-approval' },
    })
    const form = { ...build.key(), seenPence: pledge.amountPence }
    return {
      by,
      send: () => approvePledge(by, pledge.id, form),
      count: () => db.journal.count({ where: { pledgeId: pledge.id, kind: 'pledge-committed' } }),
      says: ['A pledge of Hull', formatPounds(pledge.amountPence)],
    }
  },
  async 'change-bank-details'() {
    const by = await build.administrator({ organisation: await build.council({ name: 'York' }) })
    const form = { ...build.key(), accountName: 'YORK', sortCode: '309430' }
    return {
      by,
      send: () => changeBankDetails(by, { ...form, accountNumber: '00000001' }),
      count: () => db.bankDetails.count({ where: { organisationId: by.organisationId } }),
      says: ['York', '309430', '00000001'],
    }
  },
  async 'publish-rule'() {
    const { id: potId, by: first } = await build.pot({ for: { serviceFunctionId: 0 } })
    const terms = RuleTerms.parse({ basisPoints: 5_000 })
    const form = { ...build.key(), terms, reason: 'Half is enough' }
    const { id } = await proposeRule(first, potId, form)
    const by = await build.fundManager({ organisation: build.organisationOf(first) })
    return {
      by,
      send: () => publishRule(by, id),
      count: () => db.potRule.count({ where: { potId, reason: 'Half is enough' } }),
      says: ['50p', 'Half is enough'],
    }
  },
  async 'agree-pot'() {
    const first = await build.fundManager()
    const { id } = await build.proposedPot({ by: first, name: 'City Fund' })
    const by = await build.colleagueOf(first)
    return {
      by,
      send: () => agreePot(by, id),
      count: () => db.pot.count({ where: { id } }),
      says: ['City Fund', '50p'],
    }
  },
  async 'fund-pot'() {
    const { id, by } = await build.pot({ for: { serviceFunctionId: 0 } })
    const form = { ...build.key(), amount: pounds(10) }
    return {
      by,
      send: () => fundPot(by, id, form),
      count: () => db.journal.count({ where: { operationKey: form.operationKey } }),
      says: ['£10', 'puts this money into'],
    }
  },
  async 'take-back-funding'() {
    const { id, by } = await build.pot({ for: { serviceFunctionId: 0 } })
    await fundPot(by, id, { ...build.key(), amount: pounds(20) })
    const form = { ...build.key(), amount: pounds(10) }
    return {
      by,
      send: () => takeBackFunding(by, id, form),
      count: () => db.journal.count({ where: { operationKey: form.operationKey } }),
      says: ['£10', 'takes this money back from'],
    }
  },
  async 'confirm-bank-details'() {
    await build.rules()
    const organisation = await build.supplier()
    const admin = await build.administrator({ organisation })
    const account = { accountName: 'TIDELINE', sortCode: '309430' }
    for (const accountNumber of ['00000001', '87654321'])
      await changeBankDetails(admin, { ...build.key(), ...account, accountNumber })
    const { id } = await db.bankDetailsChange.findFirstOrThrow({
      where: { organisationId: admin.organisationId },
    })
    const by = await build.member({ organisation })
    return {
      by,
      send: () => confirmBankDetails(by, id),
      count: () => db.bankDetailsChange.count({ where: { id, confirmedById: by.personId } }),
      says: ['TIDELINE', '87654321', 'belongs to'],
    }
  },
  async 'approve-area'() {
    const { id: potId, name, by: first } = await build.pot({ for: { serviceFunctionId: 0 } })
    const area = await build.combinedAuthority({ name: 'Three Rivers' })
    const file = { name: 'minutes.pdf', bytes: new TextEncoder().encode('%PDF-1.7 minutes') }
    const input = build.areaInput(area.id, { fromOn: '2025-03-04', evidenceUrl: undefined })
    const { id } = await proposeArea(first, potId, { ...input, file })
    const by = await build.colleagueOf(first)
    return {
      by,
      send: () => approveArea(by, id),
      count: () => db.areaRegistration.count({ where: { potId } }),
      says: [name, 'is on the register', '4 March 2025', 'minutes.pdf', 'Fingerprint of the file'],
    }
  },
  async 'agree-stop'() {
    const project = await build.project({ milestones: [pounds(40_000), pounds(60_000)] })
    const reason = 'The firm cannot go on with the work.'
    const stopId = newId()
    await proposeStop(project.lead, project.id, { operationKey: stopId, reason })
    const by = project.manager
    const form = { ...build.key(), stopId }
    return {
      by,
      send: () => agreeStop(by, project.id, form),
      count: () => db.projectStop.count({ where: { id: stopId, agreedAt: { not: null } } }),
      says: [reason, project.lead.organisationName, '£100,000', 'Milestone 2', '£60,000'],
    }
  },
  async 'agree-give-back'() {
    const project = await build.builtProject({ milestones: [33_333n], raises: pounds(1_000) })
    const approver = await build.financeApprover({
      organisation: build.organisationOf(project.lead),
    })
    await askGiveBack(approver, project.id, build.key())
    const councils = project.councils.map(({ organisationName }) => organisationName)
    const by = project.manager
    const form = build.key()
    return {
      by,
      send: () => agreeGiveBack(by, project.id, form),
      count: () => db.giveBack.count({ where: { projectId: project.id, agreedAt: { not: null } } }),
      says: ['£666.67', `To ${project.pot.name}`, ...councils.map((name) => `To ${name}`)],
    }
  },
  async 'send-payment-file'() {
    const project = await build.project({ milestones: [pounds(40_000)] })
    const payment = await build.approvedMilestone({ project })
    const fileId = await makePaymentFile(project.manager, newId())
    const { accountNumber } = await db.bankDetails.findUniqueOrThrow({
      where: { id: payment.bankDetailsId },
    })
    const by = project.other
    return {
      by,
      send: () => sendPaymentFile(by, fileId),
      count: () => db.paymentFile.count({ where: { id: fileId, sentAt: { not: null } } }),
      says: ['BACS-', '£40,000', project.supplier.organisationName, accountNumber.slice(-4)],
    }
  },
} satisfies Partial<Record<ProvedVerb, () => Promise<Case>>>
