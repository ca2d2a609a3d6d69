import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import { GatewayDown } from '#app/gateways/gateway-down.ts'
import { mailGateway, type MailGateway } from '#app/gateways/mail.server.ts'
import { LEASE_MS, OLDEST_MS, waitAfter } from './outbox-email.ts'

type Leased = {
  id: string
  idempotencyKey: string
  toEmail: string
  toName: string
  subject: string
  html: string
  text: string
  replyTo: string | null
  attempts: number
  createdAt: Date
}

/** Few enough that even slow answers come before the lease ends. */
const batch = 10

/**
 * Sends what is due, several workers at once if need be: each takes its own. A worker that dies half
 * way loses nothing; the message goes again under the same key, so it arrives once.
 */
export async function sendDueMail(gateway: MailGateway = mailGateway()) {
  for (;;) {
    const mails = await lease()
    for (const mail of mails) await sendOne(gateway, mail)
    if (mails.length < batch) return
  }
}

function lease() {
  const now = clock.real()
  const until = new Date(now.getTime() + LEASE_MS)
  return db.$queryRaw<Leased[]>`
    update outbox_emails set next_attempt_at = ${until}, attempts = attempts + 1
    where id in (
      select id from outbox_emails
      where sent_at is null and gave_up_at is null and next_attempt_at <= ${now}
      order by next_attempt_at, id limit ${batch} for update skip locked)
    returning id, idempotency_key as "idempotencyKey", to_email as "toEmail", to_name as "toName",
      subject, html, text, reply_to as "replyTo", attempts, created_at as "createdAt"`
}

async function sendOne(gateway: MailGateway, mail: Leased) {
  const { id, toEmail, toName, ...message } = mail
  if (gateway.isReal && isTooOld(mail)) return giveUp(mail, 'too old to send')
  try {
    await gateway.send({ ...message, to: { email: toEmail, name: toName } })
  } catch (error) {
    if (!(error instanceof GatewayDown)) throw error
    if (error.isFinal) return giveUp(mail, error.message)
    return tryLater(mail, error.message)
  }
  await db.outboxEmail.updateMany({
    where: { id },
    data: { sentAt: clock.real(), lastError: null },
  })
  if (gateway.isReal) await forgetSecrets(id)
}

const isTooOld = ({ createdAt }: Leased) =>
  clock.real().getTime() - createdAt.getTime() >= OLDEST_MS

const withSecrets = ['sign-in', 'invitation', 'join']

/** A link that signs somebody in, or lets them in, is theirs alone once it has left. */
const forgetSecrets = (id: string) =>
  db.outboxEmail.updateMany({
    where: { id, template: { in: withSecrets } },
    data: { html: '', text: '' },
  })

async function giveUp({ id, attempts }: Leased, why: string) {
  log.error('A mail was given up', { mail: id, attempts, why })
  await db.outboxEmail.updateMany({
    where: { id },
    data: { gaveUpAt: clock.real(), lastError: why },
  })
}

async function tryLater({ id, attempts }: Leased, why: string) {
  log.warn('A mail could not be sent yet', { mail: id, attempts, why })
  const nextAttemptAt = new Date(clock.real().getTime() + waitAfter(attempts))
  await db.outboxEmail.updateMany({ where: { id }, data: { nextAttemptAt, lastError: why } })
}
