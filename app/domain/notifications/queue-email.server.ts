import { render, toPlainText } from '@react-email/render'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { askFor } from '#app/core/jobs.server.ts'
import type { Mail } from '#emails/mail.ts'

export type QueuedEmail = {
  /** What makes this message itself: 'pledge-approved:<pledge id>'. Queued twice, it goes once. */
  key: string
  to: { email: string; name: string }
  mail: Mail
}

/** Writes a message in the transaction of the deed it is about, so it goes if and only if that happened. */
export async function queueEmail(tx: Tx, { key, to, mail }: QueuedEmail) {
  const html = await render(mail.body)
  const now = clock.real()
  await tx.outboxEmail.createMany({
    skipDuplicates: true,
    data: {
      id: newId(),
      idempotencyKey: key,
      template: mail.template,
      toEmail: to.email,
      toName: to.name,
      subject: mail.subject,
      html,
      text: toPlainText(html),
      createdAt: now,
      nextAttemptAt: now,
    },
  })
  await askFor(tx, 'send-mail', { key: 'send-mail' })
}
