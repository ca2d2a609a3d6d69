import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { statusOf } from './outbox-email.ts'

/** People read their mail on the site while no service sends it out, and in the demonstration. */
export const isOutboxOpen = () => env.DEMONSTRATION || !env.RESEND_API_KEY

function assertOutboxOpen() {
  if (!isOutboxOpen()) throw new Refusal('not-found', 'Page not found')
}

const perPage = 25

/** The newest messages first, whoever they are for. */
export async function listOutbox(page: number) {
  assertOutboxOpen()
  const total = await db.outboxEmail.count()
  const pages = Math.max(1, Math.ceil(total / perPage))
  const shown = Math.min(Math.max(1, page), pages)
  const mails = await db.outboxEmail.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * perPage,
    take: perPage,
    select: { id: true, toName: true, toEmail: true, subject: true, createdAt: true },
  })
  return { mails, page: shown, pages, total }
}

export async function getOutboxEmail(id: string) {
  assertOutboxOpen()
  const mail = await db.outboxEmail.findUnique({
    where: { id },
    select: {
      id: true,
      toName: true,
      toEmail: true,
      subject: true,
      html: true,
      text: true,
      createdAt: true,
      sentAt: true,
      gaveUpAt: true,
      lastError: true,
    },
  })
  if (!mail) throw new Refusal('not-found', 'This message is not in the outbox.')
  return { ...mail, status: statusOf(mail) }
}
