import { expect, onTestFinished, test } from 'vitest'
import { signIn } from '#emails/sign-in.tsx'
import { startFakeResend } from '#tests/fakes/resend.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { outboxGateway, resendGateway } from '#app/gateways/mail.server.ts'
import { queueEmail, queueEmailToEach } from './queue-email.server.ts'
import { sendDueMail } from './send-due-mail.server.ts'

const mail = signIn({ name: 'Ann', href: 'https://x.test/sign-in/1', code: '123456', minutes: 10 })

const queue = (key: string, name = 'Ann Lee') =>
  transaction((tx) => queueEmail(tx, { key, mail, to: { email: 'ann@leeds.gov.uk', name } }))

async function fakeResend() {
  await db.outboxEmail.deleteMany()
  const fake = await startFakeResend()
  onTestFinished(() => void fake.stop())
  return {
    ...fake,
    gateway: resendGateway({ apiKey: 're_test', baseUrl: fake.baseUrl, from: 'us@solve.test' }),
  }
}

test('a message queued twice under one key is one message', async () => {
  const { gateway, received } = await fakeResend()
  const key = newId()

  await queue(key)
  await queue(key)
  await sendDueMail(gateway)
  await sendDueMail(gateway)

  expect([...received.keys()]).toEqual([key])
  expect(received.get(key)).toMatchObject({
    to: 'Ann Lee <ann@leeds.gov.uk>',
    subject: 'Your link to sign in to Solve Once',
  })
  expect(received.get(key)?.text).toContain('https://x.test/sign-in/1')
})

test('the same message to many is one for each of them, however often it is asked for', async () => {
  const { gateway, received } = await fakeResend()
  const key = newId()
  // One more than go in one statement.
  const people = Array.from({ length: 201 }, (_, place) => {
    return { personId: `p${place}`, name: `Person ${place}`, email: `p${place}@leeds.gov.uk` }
  })
  const tell = (some: typeof people) =>
    transaction((tx) => queueEmailToEach(tx, { key, people: some, mail }))

  await tell(people.slice(0, 3))
  await tell(people)
  while (await db.outboxEmail.count({ where: { sentAt: null } })) await sendDueMail(gateway)

  expect(received.size).toBe(201)
  expect(received.get(`${key}:p200`)).toMatchObject({ to: 'Person 200 <p200@leeds.gov.uk>' })
})

test('no message is left when what it is about did not happen', async () => {
  const key = newId()
  const undone = transaction(async (tx) => {
    await queueEmail(tx, { key, mail, to: { email: 'ann@leeds.gov.uk', name: 'Ann' } })
    throw new Error('undone')
  })

  await expect(undone).rejects.toThrow('undone')
  expect(await db.outboxEmail.count({ where: { idempotencyKey: key } })).toBe(0)
})

test('four workers at once send each of fifty messages once', async () => {
  const { gateway, requests } = await fakeResend()
  for (let number = 0; number < 50; number++) await queue(`many:${number}`)

  await Promise.all([1, 2, 3, 4].map(() => sendDueMail(gateway)))

  expect(requests).toHaveLength(50)
  expect(new Set(requests.map(({ key }) => key)).size).toBe(50)
})

test('a busy service is tried again later, under the same key', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const { gateway, received, requests, failNext } = await fakeResend()
  failNext(
    { status: 429, body: { name: 'rate_limit_exceeded', statusCode: 429, message: 'Too many' } },
    { status: 500, body: 'not json' },
  )
  const key = newId()
  await queue(key)

  await sendDueMail(gateway)
  clock.set('2026-06-01T09:00:59Z')
  await sendDueMail(gateway)
  expect(requests).toHaveLength(1)
  clock.set('2026-06-01T09:01:00Z')
  await sendDueMail(gateway)
  expect(received.size).toBe(0)
  clock.set('2026-06-01T09:03:00Z')
  await sendDueMail(gateway)

  expect(requests.map((each) => each.key)).toEqual([key, key, key])
  expect(received.size).toBe(1)
})

test('a message the service refuses for good is given up at once, with the reason', async () => {
  const { gateway, failNext, requests } = await fakeResend()
  failNext({
    status: 422,
    body: { name: 'validation_error', statusCode: 422, message: 'Bad address' },
  })
  const key = newId()
  await queue(key)

  await sendDueMail(gateway)
  await sendDueMail(gateway)

  expect(requests).toHaveLength(1)
  const stored = await db.outboxEmail.findUniqueOrThrow({ where: { idempotencyKey: key } })
  expect(stored.gaveUpAt).not.toBeNull()
  expect(stored.lastError).toBe('validation_error: Bad address')
})

test('a service that cannot be reached loses nothing, and after a day the message is given up', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const { gateway, stop, received } = await fakeResend()
  await stop()
  const key = newId()
  await queue(key)

  await sendDueMail(gateway)
  clock.set('2026-06-02T09:00:00Z')
  await sendDueMail(gateway)

  const stored = await db.outboxEmail.findUniqueOrThrow({ where: { idempotencyKey: key } })
  expect(stored).toMatchObject({ sentAt: null, attempts: 2, lastError: 'too old to send' })
  expect(received.size).toBe(0)
})

test('a worker that died with a message in hand leaves it to the next one', async () => {
  clock.set('2026-06-01T09:00:00Z')
  const { gateway, received } = await fakeResend()
  await queue(newId())
  const dying = { isReal: true, send: () => Promise.reject(new Error('killed')) }
  await expect(sendDueMail(dying)).rejects.toThrow('killed')

  clock.set('2026-06-01T09:01:59Z')
  await sendDueMail(gateway)
  expect(received.size).toBe(0)
  clock.set('2026-06-01T09:02:00Z')
  await sendDueMail(gateway)
  expect(received.size).toBe(1)
})

test('once a sign-in link has left the site, the site keeps no copy of it', async () => {
  const { gateway } = await fakeResend()
  const [gone, kept] = [newId(), newId()]
  await queue(gone)
  await sendDueMail(gateway)
  await queue(kept)
  await sendDueMail(outboxGateway)

  const textOf = async (idempotencyKey: string) =>
    (await db.outboxEmail.findUniqueOrThrow({ where: { idempotencyKey } })).text
  expect(await textOf(gone)).toBe('')
  expect(await textOf(kept)).toContain('123456')
})

test('a name cannot add a header or an address', async () => {
  const { gateway, received } = await fakeResend()
  const key = newId()
  await queue(key, 'Ann "A" <x@y.test>,\r\nBcc: z@y.test')

  await sendDueMail(gateway)

  expect(received.get(key)?.to).toMatch(/^[^<>@,:"\r\n]+ <ann@leeds\.gov\.uk>$/)
})
