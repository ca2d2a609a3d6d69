import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { hashOf } from '#app/core/secret.server.ts'
import { dateOf } from '#app/core/time.ts'
import { registerFunder } from '../organisations/register-funder.server.ts'
import { forgetOldInvitations } from './forget-old-invitations.server.ts'
import { INVITATIONS_A_DAY } from './invitation.ts'
import { inviteFirstAdministrator, invitePerson } from './invite-person.server.ts'
import {
  getInvitation,
  listFirstInvitations,
  listInvitations,
  listWithoutAdministrator,
} from './queries.server.ts'
import { sendInvitationAgain } from './send-invitation-again.server.ts'
import { withdrawInvitation } from './withdraw-invitation.server.ts'

test('an invitation is kept without its secret, mailed to the address alone, and on record', async () => {
  const ada = await build.administrator({ name: 'Ada' })

  const { id, token } = await build.invitation(ada, 'new@leeds.gov.uk', ['officer'])

  const kept = await db.invitation.findUniqueOrThrow({ where: { id } })
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(kept)).not.toContain(token)
  expect(kept.expiresAt.getTime() - kept.sentAt.getTime()).toBe(7 * 24 * 60 * 60_000)
  expect((await listInvitations(ada)).invitations).toMatchObject([
    { email: 'new@leeds.gov.uk', roles: ['officer'], state: 'open', invitedBy: 'Ada' },
  ])
  const [trail] = await db.auditEntry.findMany({ where: { subjectId: id } })
  expect(trail).toMatchObject({ action: 'person-invited', personId: ada.personId })
  expect(JSON.stringify(trail?.detail) + String(trail?.summary)).not.toContain('new@')
})

test('only an administrator invites, to roles their organisation has', async () => {
  const organisation = await build.council()
  const officer = await build.officer({ organisation })
  const ada = await build.administrator({ organisation })
  const invite = { email: 'who@leeds.gov.uk', roles: [] }

  await expect(invitePerson(officer, invite)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(listInvitations(officer)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(invitePerson(ada, { ...invite, roles: ['fund-manager'] })).rejects.toMatchObject({
    kind: 'invalid',
    field: 'roles',
  })
  expect(await db.invitation.count({ where: { organisationId: organisation.id } })).toBe(0)
})

test('a role that moves money is offered once there are two administrators, or to whoever becomes the second', async () => {
  const ada = await build.administrator()
  const wanted = { email: 'ola@leeds.gov.uk', roles: ['finance-approver' as const] }

  await expect(invitePerson(ada, wanted)).rejects.toMatchObject({
    ...{ kind: 'conflict', field: 'roles' },
  })
  expect(await db.invitation.count({ where: { organisationId: ada.organisationId } })).toBe(0)
  await build.invitation(ada, 'una@leeds.gov.uk', ['administrator', 'finance-approver'])

  expect((await listInvitations(ada)).invitations).toMatchObject([
    { email: 'una@leeds.gov.uk', roles: ['administrator', 'finance-approver'] },
  ])
})

test('a colleague is not invited, by whatever spelling; somebody of another council is', async () => {
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  await build.officer({ organisation, email: 'ola@york.gov.uk' })
  await build.officer({ email: 'una@hull.gov.uk' })

  for (const email of ['ola@york.gov.uk', 'ola+2@york.gov.uk'])
    await expect(invitePerson(ada, { email, roles: [] })).rejects.toMatchObject({
      kind: 'conflict',
      field: 'email',
    })
  await expect(invitePerson(ada, { email: 'una@hull.gov.uk', roles: [] })).resolves.toBeDefined()
})

test('twenty invitations of one address at once are one', async () => {
  const ada = await build.administrator()
  const tries = Array.from({ length: 20 }, (_, place) =>
    invitePerson(ada, { email: place % 2 ? 'one@york.gov.uk' : 'one+1@york.gov.uk', roles: [] }),
  )

  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.outboxEmail.count({ where: { toEmail: { startsWith: 'one' } } })).toBe(1)
})

test('an organisation sends so many in a day and no more, those sent again counted, until the next', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const ada = await build.administrator()
  const { organisationId } = ada
  const { id } = await build.invitation(ada, 'first@bath.gov.uk')
  await db.invitationDay.update({
    where: { organisationId_day: { organisationId, day: dateOf('2027-05-01') } },
    data: { sent: INVITATIONS_A_DAY - 1 },
  })
  const others = Array.from({ length: 20 }, (_, place) =>
    invitePerson(ada, { email: `n${place}@bath.gov.uk`, roles: [] }),
  )

  const results = await Promise.allSettled(others)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(sendInvitationAgain(ada, id)).rejects.toMatchObject({ retryAfterSeconds: 3600 })
  await expect(
    build.invitation(await build.administrator(), 'x@bath.gov.uk'),
  ).resolves.toBeDefined()
  clock.set('2027-05-02T09:00:00Z')
  await expect(sendInvitationAgain(ada, id)).resolves.toBeDefined()
})

test('sending again gives a new link and seven more days, also after it ended', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const ada = await build.administrator()
  const { id, token } = await build.invitation(ada, 'late@leeds.gov.uk')
  clock.set('2027-03-09T09:00:00Z')
  expect((await getInvitation(ada, id)).state).toBe('ended')

  await sendInvitationAgain(ada, id)

  expect((await getInvitation(ada, id)).state).toBe('open')
  const link = await build.invitationLink('late@leeds.gov.uk')
  expect(link).not.toBe(token)
  expect(await db.invitation.count({ where: { id, tokenHash: hashOf(link) } })).toBe(1)
})

test('what is withdrawn stays so, and the address may be invited anew', async () => {
  const ada = await build.administrator()
  const { id } = await build.invitation(ada, 'gone@leeds.gov.uk')

  await withdrawInvitation(ada, id)

  for (const again of [withdrawInvitation, sendInvitationAgain])
    await expect(again(ada, id)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(build.invitation(ada, 'gone@leeds.gov.uk')).resolves.toBeDefined()
})

test('invitations of another organisation are not there', async () => {
  const ada = await build.administrator()
  const { id } = await build.invitation(ada, 'mine@leeds.gov.uk')
  const others = [await build.administrator(), await build.operator()]

  for (const stranger of others)
    for (const look of [getInvitation, withdrawInvitation, sendInvitationAgain])
      await expect(look(stranger, id)).rejects.toMatchObject({ kind: 'not-found' })
  expect((await getInvitation(ada, id)).state).toBe('open')
})

test('operators invite the first administrator of an organisation, and nobody else', async () => {
  const operator = await build.operator()
  const council = await build.council({ name: 'Rutland' })
  const input = { organisationId: council.id, email: 'boss@rutland.gov.uk' }

  const { id } = await inviteFirstAdministrator(operator, input)

  expect((await listFirstInvitations(operator)).invitations).toMatchObject([
    { id, organisationName: 'Rutland', roles: ['administrator'] },
  ])
  const ada = await build.administrator({ organisation: council })
  await expect(
    inviteFirstAdministrator(operator, { ...input, email: 'two@rutland.gov.uk' }),
  ).rejects.toMatchObject({ kind: 'conflict', field: 'organisationId' })
  await expect(inviteFirstAdministrator(ada, input)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(listFirstInvitations(ada)).rejects.toMatchObject({ kind: 'not-found' })
  await withdrawInvitation(ada, id)
})

test('a funder that operators have just registered gets its first administrator by the same road', async () => {
  const operator = await build.operator()
  const { id: organisationId } = await registerFunder(operator, {
    ...{ name: 'Harbour Fund', about: null, kind: 'charity', source: 'Rang its office' },
    ...{ identifier: 'GB-CHC-9920001', field: 'charityNumber' },
  })
  expect(await listWithoutAdministrator(operator)).toContainEqual({
    id: organisationId,
    name: 'Harbour Fund',
  })

  await inviteFirstAdministrator(operator, { organisationId, email: 'una@harbour.example' })

  expect((await listFirstInvitations(operator)).invitations[0]).toMatchObject({ organisationId })
})

test('thirty days after it ended an invitation goes with its address, and not a moment before', async () => {
  clock.set('2028-01-01T00:00:00Z')
  const ada = await build.administrator()
  const ended = await build.invitation(ada, 'ended@leeds.gov.uk')
  const withdrawn = await build.invitation(ada, 'withdrawn@leeds.gov.uk')
  await withdrawInvitation(ada, withdrawn.id)
  const left = async () => {
    await forgetOldInvitations()
    const rows = await db.invitation.findMany({ where: { organisationId: ada.organisationId } })
    return rows.map(({ email }) => email)
  }

  clock.set('2028-01-31T00:00:00Z')
  expect(await left()).toHaveLength(2)
  clock.set('2028-01-31T00:00:00.001Z')
  expect(await left()).toEqual([ended.email])
  clock.set('2028-02-07T00:00:00Z')
  expect(await left()).toEqual([ended.email])
  clock.set('2028-02-07T00:00:00.001Z')
  expect(await left()).toEqual([])
})
