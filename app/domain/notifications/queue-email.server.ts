import { render } from '@react-email/render'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { askFor } from '#app/core/jobs.server.ts'
import type { Mail } from '#emails/mail.ts'
import { plainText } from '#emails/plain-text.ts'
import { isErasedAddress } from '../organisations/erased.ts'

type Address = { email: string; name: string }

export type QueuedEmail = {
  /** What makes this message itself: 'pledge-approved:<pledge id>'. Queued twice, it goes once. */
  key: string
  to: Address
  mail: Mail
  /** Whom an answer goes to, where that is a person and not this site. */
  replyTo?: string
}

/** Writes a message in the transaction of the deed it is about, so it goes if and only if that happened. */
export const queueEmail = (tx: Tx, { key, to, mail, replyTo }: QueuedEmail) =>
  write(tx, mail, [{ key, ...to, replyTo }])

type SameToAll = {
  /** What the message is about; each person hears of it once. */
  key: string
  people: (Address & { personId: string })[]
  mail: Mail
}

/** Writes the same message to each of these people, drawn once: they may be hundreds, and locks are held meanwhile. */
export const queueEmailToEach = (tx: Tx, { key, people, mail }: SameToAll) =>
  write(
    tx,
    mail,
    people.map(({ personId, email, name }) => ({ key: `${key}:${personId}`, email, name })),
  )

const ROWS_AT_ONCE = 200

type Copy = Address & { key: string; replyTo?: string | undefined }

/** A subject that somebody typed never ends the line of a header. */
const onOneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

async function write(tx: Tx, mail: Mail, wanted: Copy[]) {
  const copies = wanted.filter(({ email }) => !isErasedAddress(email))
  if (copies.length === 0) return
  const html = await render(mail.body)
  const now = clock.real()
  const message = {
    template: mail.template,
    subject: onOneLine(mail.subject),
    html,
    text: plainText(html),
  }
  for (let from = 0; from < copies.length; from += ROWS_AT_ONCE)
    await tx.outboxEmail.createMany({
      skipDuplicates: true,
      data: copies.slice(from, from + ROWS_AT_ONCE).map(({ key, email, name, replyTo }) => ({
        ...message,
        replyTo: replyTo ?? null,
        id: newId(),
        idempotencyKey: key,
        toEmail: email,
        toName: name,
        createdAt: now,
        nextAttemptAt: now,
      })),
    })
  await askFor(tx, 'send-mail', { key: 'send-mail' })
}
