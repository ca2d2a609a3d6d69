import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { DAY_MS } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { setLegalHold } from '../audit/set-legal-hold.server.ts'
import { endLegalHold } from '../audit/end-legal-hold.server.ts'
import { forgetOldSignIns } from '../auth/forget-old-sign-ins.server.ts'
import { forgetOldInvitations } from '../joining/forget-old-invitations.server.ts'
import { emptyOldMail } from '../notifications/empty-mail.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { eraseOneself } from './erase-oneself.server.ts'
import { listObstacles } from './obstacles.server.ts'

env.DEMONSTRATION = false

const emailOf = async ({ personId }: Actor) =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).email
const why = { reason: 'A claim', source: 'High Court' }
const hold = async (held: Actor) =>
  setLegalHold(await build.operator(), { of: 'person', named: await emailOf(held), ...why })
const endHold = async ({ personId }: Actor) => {
  const { id } = await db.legalHold.findFirstOrThrow({ where: { personId, endedAt: null } })
  await endLegalHold(await build.operator(), id, { reason: 'Settled' })
}

/** A mail, a request to sign in, a session and an invitation of somebody, all long past their time. */
async function leaveTraces(person: Actor) {
  const email = await emailOf(person)
  const old = new Date(clock.real().getTime() - 400 * DAY_MS)
  await db.outboxEmail.create({
    data: {
      ...{ idempotencyKey: newId(), template: 'sign-in', toEmail: email, toName: 'X' },
      ...{ subject: 'Sign in', html: '<p>Hello</p>', text: 'Hello' },
      ...{ createdAt: old, sentAt: old, nextAttemptAt: old },
    },
  })
  await build.session(person)
  await db.session.updateMany({
    where: { personId: person.personId },
    data: { expiresAt: old },
  })
  await db.invitation.create({
    data: {
      ...{ organisationId: person.organisationId, email, roles: ['officer'] },
      ...{ invitedById: person.personId, invitedAt: old, sentAt: old, expiresAt: old },
      ...{ isFirst: false, tokenHash: newId() },
    },
  })
}

/** How much of it is there: mails with their text, sessions, invitations. */
async function tracesOf(person: Actor) {
  const { personId } = person
  const email = await emailOf(person)
  return [
    await db.outboxEmail.count({ where: { toEmail: email, html: { not: '' } } }),
    await db.session.count({ where: { personId } }),
    await db.invitation.count({ where: { email } }),
  ]
}

async function forgetAll() {
  await emptyOldMail()
  await forgetOldSignIns()
  await forgetOldInvitations()
}

test('the nightly jobs leave everything about a held person, and take it once the hold has ended', async () => {
  const [held, other] = [await build.officer(), await build.officer()]
  for (const person of [held, other]) await leaveTraces(person)
  await hold(held)

  await forgetAll()
  expect(await tracesOf(held)).toEqual([1, 1, 1])
  expect(await tracesOf(other)).toEqual([0, 0, 0])

  await endHold(held)
  await forgetAll()
  expect(await tracesOf(held)).toEqual([0, 0, 0])
})

test('somebody held cannot have themselves erased, is told why, and can once the hold has ended', async () => {
  const held = await build.officer()
  await hold(held)

  await expect(eraseOneself(held)).rejects.toThrow('legal hold')
  expect(await listObstacles(held.personId)).toEqual([expect.stringContaining('legal hold')])
  await endHold(held)
  await eraseOneself(held)
  expect(await emailOf(held)).toContain('@erased.invalid')
})

test('the database refuses to erase somebody held, whoever asks', async () => {
  const held = await build.officer()
  await hold(held)

  await expect(
    db.person.update({ where: { id: held.personId }, data: { email: 'x@erased.invalid' } }),
  ).rejects.toThrow()
  expect(await emailOf(held)).not.toContain('erased')
  await endHold(held)
  await db.person.update({ where: { id: held.personId }, data: { email: 'x@erased.invalid' } })
})

test('of a hold and an erasure at once the second sees the first', async () => {
  const officer = await build.officer()
  const named = await emailOf(officer)
  const operator = await build.operator()

  const [held, erased] = await Promise.allSettled([
    setLegalHold(operator, { of: 'person', named, ...why }),
    eraseOneself(officer),
  ])

  expect([held.status, erased.status].sort()).toEqual(['fulfilled', 'rejected'])
  const refused = held.status === 'rejected' ? held : erased
  expect(refused).toMatchObject({
    reason: expect.objectContaining({
      message: expect.stringMatching(/legal hold|Nobody here/) as string,
    }) as object,
  })
})
