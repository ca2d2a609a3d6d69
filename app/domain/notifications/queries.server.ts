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

type OutboxPlace = { before?: string | undefined; words?: string | undefined }

/**
 * The newest messages first, whoever they are for. `next` goes in `before` of the next page. Of `words` each is in the
 * subject or in the name or address of whom it is for.
 */
export async function listOutbox({ before, words = '' }: OutboxPlace = {}) {
  assertOutboxOpen()
  const rows = await db.outboxEmail.findMany({
    where: {
      ...(before !== undefined && (await isBefore(before))),
      AND: words.split(/\s+/).filter(Boolean).map(has),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: { id: true, toName: true, toEmail: true, subject: true, createdAt: true },
  })
  const mails = rows.slice(0, perPage)
  return { mails, next: rows.length > perPage ? mails.at(-1)?.id : undefined }
}

function has(word: string) {
  const part = { contains: word.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
  return { OR: [{ subject: part }, { toName: part }, { toEmail: part }] }
}

async function isBefore(id: string) {
  const { createdAt } = await getOutboxEmail(id)
  return {
    createdAt: { lte: createdAt },
    OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }],
  }
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
      replyTo: true,
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
