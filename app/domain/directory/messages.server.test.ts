import { afterEach, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { endLegalHold } from '../audit/end-legal-hold.server.ts'
import { setLegalHold } from '../audit/set-legal-hold.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { blockSender, reportMessage, unblockOrganisation } from './answer-message.server.ts'
import { emptyOldMessages, forgetMessageDays } from './empty-messages.server.ts'
import { getOwnMessage, listBlocks } from './message-queries.server.ts'
import { listReports } from './report-queries.server.ts'
import { MESSAGES_A_DAY, MESSAGES_A_DAY_OF_ORGANISATION, MessageInput } from './message.ts'
import { sendMessage } from './send-message.server.ts'

afterEach(() => clock.set(undefined))

const message = (subject = 'Street lights') => ({
  operationKey: newId(),
  subject,
  words: 'May I show you\n\nwhat we built?',
})
const mailOf = (key: string) =>
  db.outboxEmail.findUnique({ where: { idempotencyKey: `directory-message:${key}` } })
const emailOf = async ({ personId }: Actor) =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).email
const listed = async (count: number) => {
  const people = await Promise.all(Array.from({ length: count }, () => build.officer()))
  const ids: string[] = []
  for (const one of people) ids.push(await build.listing(one))
  return ids
}

test('a message goes to the listed person with the sender’s address, and is on record', async () => {
  const officer = await build.officer({ name: 'Ola Reed' })
  const founder = await build.member({ name: 'Ruth Vane' })
  const sent = message()

  await sendMessage(founder, await build.listing(officer), sent)

  const mail = await mailOf(sent.operationKey)
  expect(mail).toMatchObject({
    toEmail: await emailOf(officer),
    replyTo: await emailOf(founder),
    subject: `Ruth Vane, ${founder.organisationName}: Street lights`,
  })
  expect(mail?.text).toContain('what we built?')
  expect(mail?.text).toContain(`/directory/messages/${sent.operationKey}`)
  const [trail] = await db.auditEntry.findMany({ where: { subjectId: sent.operationKey } })
  expect(trail).toMatchObject({ action: 'message-sent', personId: founder.personId })
  expect(JSON.stringify(trail?.detail) + String(trail?.summary)).not.toContain('Ola')
})

test('one form sent twenty times at once is one message', async () => {
  const id = await build.listing(await build.officer())
  const founder = await build.member()
  const sent = message()

  await Promise.all(Array.from({ length: 20 }, () => sendMessage(founder, id, sent)))

  expect(await db.listingMessage.count({ where: { senderId: founder.personId } })).toBe(1)
  const [day] = await db.messageSenderDay.findMany({ where: { personId: founder.personId } })
  expect(day?.sent).toBe(1)
})

test('one message a day goes to the same person, also of several at once', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const id = await build.listing(await build.officer())
  const founder = await build.member()

  const ends = await Promise.allSettled([1, 2, 3].map(() => sendMessage(founder, id, message())))
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)

  clock.set('2027-05-01T22:59:00Z')
  await expect(sendMessage(founder, id, message())).rejects.toThrow('today')
  clock.set('2027-05-01T23:00:00Z')
  await sendMessage(founder, id, message())
})

test('a person sends ten a day, also of all at once, and what is refused leaves nothing', async () => {
  const ids = await listed(MESSAGES_A_DAY + 2)
  const founder = await build.member()

  const ends = await Promise.allSettled(ids.map((id) => sendMessage(founder, id, message())))

  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect(await db.listingMessage.count({ where: { senderId: founder.personId } })).toBe(10)
})

test('an organisation sends thirty a day, also when two of its people send the last one at once', async () => {
  const organisation = await build.supplier()
  const people = [await build.member({ organisation }), await build.member({ organisation })]
  const [id = ''] = await listed(1)
  const day = dateOf(londonDay(clock.real()))
  await db.messageOrganisationDay.create({
    data: { organisationId: organisation.id, day, sent: MESSAGES_A_DAY_OF_ORGANISATION - 1 },
  })

  const ends = await Promise.allSettled(people.map((one) => sendMessage(one, id, message())))

  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [refused] = ends.filter(({ status }) => status === 'rejected')
  expect(String((refused as PromiseRejectedResult).reason)).toContain('30 messages today')
})

test('whoever is not listed, or takes no messages, gets none, and nobody writes to themselves', async () => {
  const officer = await build.officer()
  const id = await build.listing(officer, { takesMessages: false })
  const founder = await build.member()

  await expect(sendMessage(founder, id, message())).rejects.toMatchObject({ kind: 'conflict' })
  await expect(sendMessage(founder, newId(), message())).rejects.toMatchObject({
    kind: 'not-found',
    message: 'Page not found',
  })
  await build.listing(officer, { takesMessages: true })
  await expect(sendMessage(officer, id, message())).rejects.toMatchObject({ kind: 'conflict' })
  expect(await db.listingMessage.count({ where: { recipientId: officer.personId } })).toBe(0)
})

test('a blocked organisation is told nothing, and nothing goes until it is unblocked', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const officer = await build.officer()
  const id = await build.listing(officer)
  const organisation = await build.supplier()
  const [founder, colleague] = [
    await build.member({ organisation }),
    await build.member({ organisation }),
  ]
  const first = message()
  await sendMessage(founder, id, first)
  await expect(blockSender(founder, first.operationKey)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await blockSender(officer, first.operationKey)
  await blockSender(officer, first.operationKey)
  expect(await listBlocks(officer)).toEqual([{ id: organisation.id, name: organisation.name }])

  const held = message()
  expect(await sendMessage(colleague, id, held)).toBe(await sendMessage(colleague, id, held))
  expect(await mailOf(held.operationKey)).toBeNull()
  await expect(sendMessage(colleague, id, message())).rejects.toThrow('today')
  await expect(getOwnMessage(officer, held.operationKey)).rejects.toMatchObject({
    kind: 'not-found',
  })

  await unblockOrganisation(officer, organisation.id)
  clock.set('2027-05-02T09:00:00Z')
  const last = message()
  await sendMessage(colleague, id, last)
  expect(await mailOf(last.operationKey)).not.toBeNull()
})

test('only the recipient reports a message, once, and only operators read it', async () => {
  const officer = await build.officer()
  const founder = await build.member()
  const sent = message('Cheap watches')
  await sendMessage(founder, await build.listing(officer), sent)
  const reason = { reason: 'Nothing to do with my work' }

  await expect(reportMessage(founder, sent.operationKey, reason)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await reportMessage(officer, sent.operationKey, reason)
  await expect(reportMessage(officer, sent.operationKey, reason)).rejects.toMatchObject({
    kind: 'conflict',
  })

  const open = { state: 'open' } as const
  await expect(listReports(officer, open)).rejects.toMatchObject({ kind: 'not-found' })
  const { reports } = await listReports(await build.operator(), open)
  expect(reports[0]).toMatchObject({ subject: 'Cheap watches', reportReason: reason.reason })
})

test('J8: a subject with a line break, a control character or a tag is refused, and so is a long one', () => {
  const says = (subject: string) =>
    MessageInput.safeParse({ operationKey: newId(), subject, words: 'x' }).success

  expect(says('Street lights')).toBe(true)
  for (const subject of [
    'a\r\nBcc: x@y.test',
    'a\nb',
    'a\u2028b',
    'a\u0007',
    '<b>',
    'x'.repeat(101),
  ])
    expect(says(subject), JSON.stringify(subject)).toBe(false)
})

test('J8: a name with a line break stays on the line of its subject', async () => {
  const founder = await build.member({ name: 'Eve\r\nBcc: all@council.test' })
  const sent = message()

  await sendMessage(founder, await build.listing(await build.officer()), sent)

  expect((await mailOf(sent.operationKey))?.subject).not.toMatch(/[\r\n]/)
})

test('the words go after ninety days', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const officer = await build.officer()
  const founder = await build.member()
  const id = await build.listing(officer)
  const [first, second] = [message(), message()]
  await sendMessage(founder, id, first)
  await reportMessage(officer, first.operationKey, { reason: 'Not for me' })
  const wordsOf = async ({ operationKey }: { operationKey: string }) => {
    const row = await db.listingMessage.findUniqueOrThrow({ where: { id: operationKey } })
    return [row.subject, row.words, row.reportReason]
  }

  clock.set('2027-07-30T08:59:00Z')
  await emptyOldMessages()
  expect(await wordsOf(first)).toEqual([first.subject, first.words, 'Not for me'])
  await sendMessage(founder, id, second)
  clock.set('2027-07-30T09:01:00Z')
  await emptyOldMessages()
  await forgetMessageDays()
  expect(await wordsOf(first)).toEqual([null, null, ''])
  expect(await wordsOf(second)).toEqual([second.subject, second.words, null])
})

test('words that somebody under a legal hold was written stay until it has ended', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const [officer, operator] = [await build.officer(), await build.operator()]
  const sent = message()
  await sendMessage(await build.member(), await build.listing(officer), sent)
  const why = { reason: 'A claim', source: 'A court' }
  await setLegalHold(operator, { of: 'person', named: await emailOf(officer), ...why })
  const words = async () =>
    (await db.listingMessage.findUniqueOrThrow({ where: { id: sent.operationKey } })).words
  clock.set('2027-09-01T09:00:00Z')

  await emptyOldMessages()
  expect(await words()).toBe(sent.words)

  const { id } = await db.legalHold.findFirstOrThrow({ where: { personId: officer.personId } })
  await endLegalHold(operator, id, { reason: 'Settled' })
  await emptyOldMessages()
  expect(await words()).toBeNull()
})
