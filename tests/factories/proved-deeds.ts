import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from './index.ts'
import { askedBack } from './way-back.ts'
import type { ProvedVerb } from '#app/domain/audit/proofs.ts'
import { confirmWayBack } from '#app/domain/auth/confirm-way-back.server.ts'
import { decideJoinRequest } from '#app/domain/joining/decide-join-request.server.ts'
import { decideVerification } from '#app/domain/joining/decide-verification.server.ts'
import { inviteFirstAdministrator, invitePerson } from '#app/domain/joining/invite-person.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { appointDeputy } from '#app/domain/organisations/appoint-deputy.server.ts'
import { changeRoles } from '#app/domain/organisations/change-roles.server.ts'
import { endMembership } from '#app/domain/organisations/end-membership.server.ts'
import { importScheme, previewScheme } from '#app/domain/organisations/import-scheme.server.ts'
import { markChiefFinanceOfficer } from '#app/domain/organisations/keep-scheme.server.ts'
import { endSameHuman } from '#app/domain/organisations/end-same-human.server.ts'
import { recordSameHuman } from '#app/domain/organisations/record-same-human.server.ts'
import { registerFunder } from '#app/domain/organisations/register-funder.server.ts'
import { setLimit } from '#app/domain/organisations/set-limit.server.ts'
import { eraseOneself } from '#app/domain/privacy/erase-oneself.server.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { provedMoneyDeeds, type Case } from './proved-money-deeds.ts'

const isDemonstration = env.DEMONSTRATION
const source = 'Scheme of delegation, part 3'
const today = () => londonDay(clock.now())

const emailOf = async ({ personId }: Actor) =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).email

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
  ...provedMoneyDeeds,
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
  async 'record-same-human'() {
    const by = await build.operator()
    const [ann, her] = [await build.officer({ name: 'Ann Fell' }), await build.officer()]
    const [first, second] = [await emailOf(ann), await emailOf(her)]
    const reason = 'She said so herself when I rang her at the council.'
    return {
      by,
      send: () => recordSameHuman(by, { firstEmail: first, secondEmail: second, reason }),
      count: () => db.sameHuman.count({ where: { recordedById: by.personId } }),
      says: ['Ann Fell', first, second, reason],
    }
  },
  async 'end-same-human'() {
    const by = await build.operator()
    const ann = await build.officer({ name: 'Ann Fell' })
    const id = await build.sameHuman(ann, await build.officer())
    const reason = 'They are twins, and both were at the counter.'
    return {
      by,
      send: () => endSameHuman(by, id, { reason }),
      count: () => db.sameHuman.count({ where: { id, endedAt: { not: null } } }),
      says: ['Ann Fell', 'two people’s after all', reason],
    }
  },
  async 'confirm-succession'() {
    const [ended, successor] = [await build.council({ name: 'Ely' }), await build.council()]
    const { id, second } = await build.succession({ predecessors: [ended], successor })
    return {
      by: second,
      send: () => confirmSuccession(second, id),
      count: () => db.succession.count({ where: { id, confirmedAt: { not: null } } }),
      says: ['Ely', successor.name, '(Structural Changes) Order'],
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
  async 'register-funder'() {
    const by = await build.operator()
    const identifier = 'GB-CHC-9900901'
    const input = { name: 'Harbour Fund', about: null, kind: 'charity', identifier } as const
    const source = 'Rang its office'
    return {
      by,
      send: () => registerFunder(by, { ...input, source, field: 'charityNumber' }),
      count: () => db.funder.count({ where: { identifier } }),
      says: ['Harbour Fund', 'Charity', identifier, source],
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
