import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { formatPounds, pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from './index.ts'
import { askedBack } from './way-back.ts'
import type { ProvedVerb } from '#app/domain/audit/proofs.ts'
import { confirmWayBack } from '#app/domain/auth/confirm-way-back.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { decideJoinRequest } from '#app/domain/joining/decide-join-request.server.ts'
import { decideVerification } from '#app/domain/joining/decide-verification.server.ts'
import { inviteFirstAdministrator, invitePerson } from '#app/domain/joining/invite-person.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { appointDeputy } from '#app/domain/organisations/appoint-deputy.server.ts'
import { changeRoles } from '#app/domain/organisations/change-roles.server.ts'
import { endMembership } from '#app/domain/organisations/end-membership.server.ts'
import { importScheme, previewScheme } from '#app/domain/organisations/import-scheme.server.ts'
import { markChiefFinanceOfficer } from '#app/domain/organisations/keep-scheme.server.ts'
import { setLimit } from '#app/domain/organisations/set-limit.server.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { confirmBankDetails } from '#app/domain/payments/confirm-bank-details.server.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { fundPot } from '#app/domain/pots/fund-pot.server.ts'
import { publishRule } from '#app/domain/pots/publish-rule.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { takeBackFunding } from '#app/domain/pots/take-back-funding.server.ts'
import { eraseOneself } from '#app/domain/privacy/erase-oneself.server.ts'

type Case = {
  by: Actor
  send: () => Promise<unknown>
  count: () => Promise<number>
  /** What its signer has to read. */
  says: string[]
}

const isDemonstration = env.DEMONSTRATION
const source = 'Scheme of delegation, part 3'
const today = () => londonDay(clock.now())

async function colleagues() {
  const organisation = await build.council({ name: 'Leeds' })
  const by = await build.administrator({ organisation })
  const [one, other] = [
    await build.financeApprover({ organisation, name: 'Ola' }),
    await build.financeApprover({ organisation, name: 'Una' }),
  ]
  const idOf = async ({ personId }: Actor) =>
    (await db.membership.findFirstOrThrow({ where: { personId } })).id
  return { by, membershipId: await idOf(one), otherId: await idOf(other) }
}

/** For each deed that asks for a proof: one that waits to be sent, by somebody who may, and what its signer reads. */
export const provedDeeds: Record<ProvedVerb, () => Promise<Case>> = {
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
  async 'change-roles'() {
    const { by, membershipId } = await colleagues()
    return {
      by,
      send: () => changeRoles(by, membershipId, ['finance-approver', 'administrator']),
      count: () => db.membershipRole.count({ where: { membershipId, role: 'administrator' } }),
      says: ['Ola', 'Administrator', 'None'],
    }
  },
  async 'end-membership'() {
    const { by, membershipId } = await colleagues()
    return {
      by,
      send: () => endMembership(by, membershipId),
      count: () => db.membership.count({ where: { id: membershipId, endedAt: { not: null } } }),
      says: ['Ola', 'has left Leeds', 'Finance approver'],
    }
  },
  async 'set-limit'() {
    const { by, membershipId } = await colleagues()
    const form = { limit: pounds(7_500), from: today(), source }
    return {
      by,
      send: () => setLimit(by, membershipId, form),
      count: () => db.delegatedLimit.count({ where: { membershipId } }),
      says: ['Ola', '£7,500', source],
    }
  },
  async 'import-scheme'() {
    const { by, membershipId } = await colleagues()
    const { email } = await db.person.findFirstOrThrow({
      where: { memberships: { some: { id: membershipId } } },
    })
    const file = { content: `email,limit\n${email},"7,500"`, from: today(), source }
    const { seen } = await previewScheme(by, file)
    return {
      by,
      send: () => importScheme(by, { ...file, seen }),
      count: () => db.delegatedLimit.count({ where: { membershipId } }),
      says: ['Ola', '£7,500', 'new', source],
    }
  },
  async 'appoint-deputy'() {
    const { by, membershipId, otherId } = await colleagues()
    const form = { principalId: otherId, from: today(), to: addDays(today(), 7), source }
    return {
      by,
      send: () => appointDeputy(by, membershipId, form),
      count: () => db.deputy.count({ where: { membershipId } }),
      says: ['Ola stands in for Una', source],
    }
  },
  async 'mark-chief-finance-officer'() {
    const { by, membershipId } = await colleagues()
    return {
      by,
      send: () => markChiefFinanceOfficer(by, { membershipId, from: today(), source }),
      count: () => db.chiefFinanceOfficer.count({ where: { membershipId } }),
      says: ['Ola', 'ection 151 officer', source],
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
  async 'confirm-way-back'() {
    const { who, ann: by, id } = await askedBack()
    env.DEMONSTRATION = isDemonstration
    const { name } = await db.person.findUniqueOrThrow({ where: { id: who.personId } })
    return {
      by,
      send: () => confirmWayBack(by, id),
      count: () => db.wayBackConfirmation.count({ where: { wayBackId: id } }),
      says: [name, 'in person', 'After a day'],
    }
  },
  async 'invite-person'() {
    const by = await build.administrator({ organisation: await build.council({ name: 'York' }) })
    const { organisationId } = by
    return {
      by,
      send: () => invitePerson(by, { email: 'ola@york.gov.uk', roles: ['officer'] }),
      count: () => db.invitation.count({ where: { organisationId } }),
      says: ['join York', 'ola@york.gov.uk', 'Officer'],
    }
  },
  async 'invite-first-administrator'() {
    const by = await build.operator()
    const { id: organisationId } = await build.council({ name: 'Bath' })
    const email = 'una@bath.gov.uk'
    return {
      by,
      send: () => inviteFirstAdministrator(by, { organisationId, email }),
      count: () => db.invitation.count({ where: { organisationId } }),
      says: ['join Bath', email, 'Administrator'],
    }
  },
  async 'decide-join-request'() {
    const by = await build.administrator({ organisation: await build.council({ name: 'Ely' }) })
    const { organisationId } = by
    const who = { email: 'ida@ely.gov.uk', name: 'Ida Low', jobTitle: 'Clerk' }
    const { id } = await db.joinRequest.create({
      data: { organisationId, ...who, askedAt: clock.now() },
    })
    const input = { decision: 'yes', roles: ['officer'], reason: '' } as const
    return {
      by,
      send: () => decideJoinRequest(by, id, { ...input, roles: [...input.roles] }),
      count: () => db.membership.count({ where: { organisationId, person: { name: 'Ida Low' } } }),
      says: ['Ida Low joins Ely', 'ida@ely.gov.uk', 'Officer'],
    }
  },
  async 'decide-verification'() {
    const by = await build.operator()
    const { id, firm } = await build.waitingFirm({ name: 'Ashlar Data' })
    return {
      by,
      send: () => decideVerification(by, id, { decision: 'verify', text: '' }),
      count: () => db.organisation.count({ where: { id: firm.id, verifiedAt: { not: null } } }),
      says: ['Ashlar Data', firm.companyNumber, 'be paid'],
    }
  },
  async 'erase-oneself'() {
    env.DEMONSTRATION = false
    const by = await build.officer()
    const { name } = await db.person.findUniqueOrThrow({ where: { id: by.personId } })
    return {
      by,
      send: () => eraseOneself(by),
      count: async () => 1 - (await db.person.count({ where: { id: by.personId, name } })),
      says: ['erased', 'cannot be undone'],
    }
  },
}
