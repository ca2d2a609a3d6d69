import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { decideVerification } from '../joining/decide-verification.server.ts'
import { tellOperators } from './tell-operators.server.ts'

const ida = { email: 'ida@ely.gov.uk', name: 'Ida Low', jobTitle: 'Clerk' }

const mails = () =>
  db.outboxEmail.findMany({
    where: { template: 'operators-digest' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { toEmail: true, subject: true, text: true },
  })

test('operators hear once a day how much waits in each queue, and nothing while nothing does', async () => {
  clock.set('2026-06-01T06:00:00Z')
  const [one, other] = [await build.operator(), await build.operator()]
  await tellOperators()
  expect(await mails()).toEqual([])

  const firm = await build.waitingFirm()
  await build.waitingFirm()
  const { id: organisationId } = await build.council()
  await db.joinRequest.create({
    data: { organisationId, ...ida, askedAt: clock.now() },
  })
  await Promise.all(Array.from({ length: 5 }, tellOperators))

  const sent = await mails()
  expect(sent).toHaveLength(2)
  expect(new Set(sent.map(({ toEmail }) => toEmail)).size).toBe(2)
  expect(sent[0]?.text).toContain('2 firms to verify')
  expect(sent[0]?.text).toContain('1 person asks to join')
  expect(sent[0]?.text).not.toContain('reported')

  await decideVerification(one, firm.id, { decision: 'verify', text: '' })
  await tellOperators()
  expect(await mails()).toHaveLength(2)
  clock.set('2026-06-02T06:00:00Z')
  await tellOperators()
  expect((await mails()).slice(2).map(({ text }) => text.includes('1 firm to verify'))).toEqual([
    true,
    true,
  ])
  expect(other.roles).toEqual(['operator'])
})

test('somebody whom only operators can let back in, and messages that were reported, are named', async () => {
  clock.set('2026-07-01T06:00:00Z')
  await build.operator()
  const [alone, sender] = [await build.officer(), await build.officer()]
  await db.wayBack.create({
    data: { id: newId(), personId: alone.personId, askedAt: clock.now(), stopHashes: [] },
  })
  const reported = (hoursAgo: number) => ({
    ...{ id: newId(), senderId: sender.personId, senderOrganisationId: sender.organisationId },
    ...{ recipientId: alone.personId, isWithheld: false, subject: 'Hello', words: 'Again' },
    ...{ sentOn: new Date(`2026-06-0${hoursAgo % 9}`), sentAt: clock.now() },
    reportedAt: new Date(clock.now().getTime() - hoursAgo * 3_600_000),
    reportReason: 'Not for me',
  })
  await db.listingMessage.createMany({ data: [reported(1), reported(25)] })

  await tellOperators()

  const text = (await mails()).at(-1)?.text
  expect(text).toContain('1 person to let back in')
  expect(text).toContain('2 messages that were reported')
})
