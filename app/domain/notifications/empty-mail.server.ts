import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** As the privacy page says. */
export const MAIL_DAYS = 90

/** What is left of a message: that it was, and under which key, so that it never goes twice. */
const nothing = {
  toEmail: '',
  toName: '',
  subject: '',
  html: '',
  text: '',
  lastError: null,
  replyTo: null,
}

const AT_ONCE = 1_000

/**
 * Empties messages that left, or were given up, more than ninety days ago, but none to somebody under a legal hold. Run
 * twice, or after a crash, it goes on.
 */
export async function emptyOldMail() {
  const before = new Date(clock.real().getTime() - MAIL_DAYS * DAY_MS)
  for (;;) {
    const old = await db.$queryRaw<{ id: string }[]>`
      select id from outbox_emails where html <> '' and coalesce(sent_at, gave_up_at) < ${before}
        and not is_address_held(to_email)
      order by coalesce(sent_at, gave_up_at) limit ${AT_ONCE}`
    if (old.length === 0) return
    const ids = old.map(({ id }) => id)
    await db.outboxEmail.updateMany({ where: { id: { in: ids } }, data: nothing })
  }
}

/** Empties all messages to an address, and those an answer to which goes there; one that has not left never will. */
export async function emptyMailOf(tx: Tx, email: string) {
  const where = { OR: [{ toEmail: email }, { replyTo: email }] }
  await tx.outboxEmail.updateMany({
    where: { ...where, sentAt: null, gaveUpAt: null },
    data: { gaveUpAt: clock.real() },
  })
  await tx.outboxEmail.updateMany({ where, data: nothing })
}
