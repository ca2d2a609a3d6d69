import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { DAY_MS } from '#app/core/time.ts'
import { emptyOldMail, MAIL_DAYS } from './empty-mail.server.ts'

const daysAgo = (days: number, ms = 0) => new Date(clock.real().getTime() - days * DAY_MS + ms)

async function mail(changes: { sentAt?: Date; gaveUpAt?: Date }) {
  const now = clock.real()
  const { id } = await db.outboxEmail.create({
    data: {
      ...{ id: newId(), idempotencyKey: newId(), template: 'sign-in', subject: 'Your link' },
      ...{ toEmail: 'ann@leeds.gov.uk', toName: 'Ann Lee', html: '<p>Hello</p>', text: 'Hello' },
      ...{ createdAt: now, nextAttemptAt: now, ...changes },
    },
  })
  return id
}
const find = (id: string) => db.outboxEmail.findUniqueOrThrow({ where: { id } })

test('what is in a mail goes ninety days after it left or was given up, and not a minute before', async () => {
  const [sent, gaveUp] = [
    await mail({ sentAt: daysAgo(MAIL_DAYS, -1) }),
    await mail({ gaveUpAt: daysAgo(MAIL_DAYS, -1) }),
  ]
  const kept = [await mail({ sentAt: daysAgo(MAIL_DAYS, 60_000) }), await mail({})]

  await emptyOldMail()
  await emptyOldMail()

  for (const id of [sent, gaveUp])
    expect(await find(id)).toMatchObject({
      ...{ toEmail: '', toName: '', subject: '', html: '', text: '', template: 'sign-in' },
    })
  for (const id of kept) expect(await find(id)).toMatchObject({ toName: 'Ann Lee', text: 'Hello' })
})

test('more than go at once are emptied by one run', async () => {
  const data = await find(await mail({ sentAt: daysAgo(MAIL_DAYS + 1) }))
  await db.outboxEmail.createMany({
    data: Array.from({ length: 1_001 }, () => ({ ...data, id: newId(), idempotencyKey: newId() })),
  })
  await emptyOldMail()
  expect(await db.outboxEmail.count({ where: { sentAt: data.sentAt, html: { not: '' } } })).toBe(0)
})
