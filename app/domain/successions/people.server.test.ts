import { afterEach, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { listCouncilsAt } from '../joining/join-queries.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { hasTwoAdministrators } from '../organisations/two-administrators.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { listParts } from './preview-queries.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'

afterEach(() => clock.set(undefined))

type Belonging = { personId: string; organisationId: string }

const rolesAt = async ({ personId, organisationId }: Belonging) => {
  const membership = await db.membership.findUnique({
    where: { personId_organisationId: { personId, organisationId }, endedAt: null },
    select: { roles: { select: { role: true }, orderBy: { role: 'asc' } } },
  })
  return membership?.roles.map(({ role }) => role)
}

test('people go on in the successor with their roles, and without their limits', async () => {
  const [craven, selby, yorkshire] = [
    await build.council({ name: 'Craven' }),
    await build.council(),
    await build.council({ name: 'Yorkshire' }),
  ]
  const approver = await build.financeApprover({ organisation: craven, limitPence: 1_000_000n })
  const both = await build.officer({ organisation: selby })
  const { personId } = both
  await build.membership({ personId, organisationId: craven.id, roles: ['administrator'] })

  const { id, second } = await build.succeeded({
    predecessors: [craven, selby],
    successor: yorkshire,
  })

  const at = { organisationId: yorkshire.id }
  expect(await rolesAt({ ...approver, ...at })).toEqual(['finance-approver'])
  expect(await rolesAt({ ...both, ...at })).toEqual(['administrator', 'officer'])
  expect(await rolesAt(approver)).toBeUndefined()
  const limits = { membership: { ...at, personId: approver.personId } }
  expect(await db.delegatedLimit.count({ where: limits })).toBe(0)
  const given = await db.membershipRole.findFirstOrThrow({
    where: { membership: { ...at, personId: approver.personId } },
  })
  expect(given.grantedById).toBe(second.personId)
  const moves = await db.successionMove.findMany({ where: { successionId: id } })
  expect(moves.every(({ waitingRoles }) => waitingRoles.length === 0)).toBe(true)
  const mail = { template: 'succession-moved', subject: 'You act for Yorkshire now' }
  expect(await db.outboxEmail.count({ where: mail })).toBe(moves.length)
})

test('whoever confirmed it and belongs to a predecessor goes on there, and gave themselves nothing', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const approver = await build.financeApprover({ organisation: craven })
  const { id, second } = await build.succession({ predecessors: [craven], successor: yorkshire })
  await confirmSuccession(second, id)
  await build.sameHuman(second, approver)

  clock.set('2028-04-01T09:00:00Z')
  await succeedOrganisations()

  const { personId } = approver
  const given = await db.membershipRole.findFirst({
    where: { role: 'finance-approver', membership: { personId, organisationId: yorkshire.id } },
  })
  expect(given).toMatchObject({ grantedById: null })
})

test('roles that move money wait where the successor has no two administrators', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const approver = await build.financeApprover({
    organisation: craven,
    roles: ['finance-approver', 'officer'],
  })
  const keepers = await db.membership.findMany({
    where: { organisationId: craven.id, roles: { some: { role: 'administrator' } } },
  })
  await db.membership.update({
    where: { id: keepers[0]?.id ?? '' },
    data: { endedAt: clock.now() },
  })

  const { id } = await build.succeeded({ predecessors: [craven], successor: yorkshire })

  expect(await hasTwoAdministrators(yorkshire.id)).toBe(false)
  expect(await rolesAt({ ...approver, organisationId: yorkshire.id })).toEqual(['officer'])
  const waiting = await db.successionMove.findMany({
    where: { successionId: id, waitingRoles: { has: 'finance-approver' } },
  })
  expect(waiting).toHaveLength(1)
  const trail = await db.auditEntry.findFirstOrThrow({
    where: { subjectId: waiting[0]?.toMembershipId ?? '', action: 'membership-moved' },
  })
  expect(trail.summary).toContain('Waits for two administrators: Finance approver')
  const { email } = await db.person.findUniqueOrThrow({ where: { id: approver.personId } })
  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { template: 'succession-moved', toEmail: email },
  })
  expect(mail.text).toContain('Not given yet: Finance approver.')
})

test('a session that acts for a council acts for its successor at the next request', async () => {
  const [craven, yorkshire] = [
    await build.council({ name: 'Craven', slug: 'craven' }),
    await build.council({ name: 'Yorkshire' }),
  ]
  const officer = await build.officer({ organisation: craven })
  const { personId } = officer
  await build.membership({ personId, organisationId: (await build.council()).id })
  const { token } = await build.session(officer)
  await db.session.updateMany({ where: { personId }, data: { actingForId: craven.id } })

  await build.succeeded({ predecessors: [craven], successor: yorkshire })

  const signedIn = await findSignedIn(token)
  expect(signedIn?.actor).toMatchObject({ organisationId: yorkshire.id, roles: ['officer'] })
  expect(signedIn?.actor.nowPartOf).toBeUndefined()
  expect(signedIn?.otherOrganisations.map(({ name }) => name)).toContain('Craven (now Yorkshire)')
})

test('officers and finance approvers act in the name of a former council, and nobody else', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council({ name: 'Yorkshire' })]
  const administrator = await build.administrator({ organisation: yorkshire })
  const approver = await build.financeApprover({
    organisation: yorkshire,
    roles: ['administrator', 'finance-approver'],
  })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const actsFor = async ({ personId }: { personId: string }) => {
    const { token } = await build.session({ personId })
    await db.session.updateMany({ where: { personId }, data: { actingForId: craven.id } })
    return (await findSignedIn(token))?.actor
  }

  expect(await actsFor(approver)).toMatchObject({
    organisationId: craven.id,
    roles: ['finance-approver'],
    nowPartOf: 'Yorkshire',
  })
  expect(await actsFor(administrator)).toMatchObject({ organisationId: yorkshire.id })
})

test('mail to a former council goes to the people of whoever answers for it, also of a later successor', async () => {
  const [craven, yorkshire, north] = [
    await build.council({ name: 'Craven' }),
    await build.council({ name: 'Yorkshire' }),
    await build.council({ name: 'The North' }),
  ]
  const officer = await build.officer({ organisation: north })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  await build.succeeded({ predecessors: [yorkshire], successor: north })

  const people = await listPeopleInRoles(db, { organisationIds: [craven.id], roles: ['officer'] })

  expect(people).toMatchObject([{ personId: officer.personId, organisationId: craven.id }])
  const names = await db.organisation.findMany({
    where: { id: { in: [craven.id, yorkshire.id] } },
    orderBy: { name: 'asc' },
    select: { name: true },
  })
  expect(names).toEqual([{ name: 'Craven (now The North)' }, { name: 'Yorkshire (now The North)' }])
})

test('invitations and requests to join a former council end, and its domain leads to the successor', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  await db.organisation.update({
    where: { id: craven.id },
    data: { websiteDomain: 'craven-council.gov.uk' },
  })
  const keeper = await build.administrator({ organisation: craven })
  await build.invitation(keeper, 'ola@craven-council.gov.uk', ['officer'])
  const who = { email: 'una@craven-council.gov.uk', name: 'Una', jobTitle: 'Clerk' }
  const asked = { ...who, organisationId: craven.id, askedAt: clock.now() }
  const request = await db.joinRequest.create({ data: asked })

  await build.succeeded({ predecessors: [craven], successor: yorkshire })

  const open = { organisationId: craven.id, acceptedAt: null, withdrawnAt: null }
  expect(await db.invitation.count({ where: open })).toBe(0)
  const ended = await db.joinRequest.findUniqueOrThrow({ where: { id: request.id } })
  expect(ended.reason).toContain('became part of')
  expect(await listCouncilsAt('ola@craven-council.gov.uk')).toMatchObject([{ id: yorkshire.id }])
})

test('before councils are succeeded it is said how many people, administrators and signers each has', async () => {
  const [craven, selby] = [await build.council(), await build.council()]
  await build.financeApprover({ organisation: craven })
  const both = await build.officer({ organisation: craven })
  const where = { personId: both.personId }
  const { id: membershipId } = await db.membership.findFirstOrThrow({ where })
  const grantedAt = clock.now()
  await db.membershipRole.create({ data: { membershipId, role: 'administrator', grantedAt } })
  const left = await build.administrator({ organisation: craven })
  await db.membership.updateMany({
    where: { personId: left.personId },
    data: { endedAt: clock.now() },
  })
  const administrators = await db.membershipRole.count({
    where: { role: 'administrator', membership: { organisationId: craven.id, endedAt: null } },
  })
  const people = { organisationId: craven.id, endedAt: null }

  const parts = await listParts(await build.operator(), [selby.id, craven.id])

  expect(parts).toMatchObject([
    { id: selby.id, people: 0, administrators: 0, signers: 0 },
    { id: craven.id, people: await db.membership.count({ where: people }), administrators },
  ])
  expect(administrators).toBeGreaterThan(1)
  expect(parts[1]?.signers).toBe(1)
})
