import { Resend } from 'resend'
import { env } from '#app/core/env.server.ts'
import { GatewayDown } from './gateway-down.ts'

export type OutgoingMail = {
  /** The same key is the same message: sent twice, it arrives once. */
  idempotencyKey: string
  to: { email: string; name: string }
  subject: string
  html: string
  text: string
  /** Whom an answer goes to, where that is a person. An address only: a name could say anything. */
  replyTo: string | null
}

export type MailGateway = {
  /** Does it leave the site? Without a real service people read their mail in /dev/outbox. */
  isReal: boolean
  /** Throws GatewayDown when the message may not have been taken. */
  send: (mail: OutgoingMail) => Promise<void>
}

type ResendSettings = { apiKey: string; baseUrl?: string | undefined; from: string }

const timeLimitMs = 10_000

export function resendGateway({ apiKey, baseUrl, from }: ResendSettings): MailGateway {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return {
    isReal: true,
    async send({ idempotencyKey, to, subject, html, text, replyTo }) {
      const mail = { from, to: address(to), subject, html, text }
      const message = replyTo === null ? mail : { ...mail, replyTo }
      const signal = AbortSignal.timeout(timeLimitMs)
      const { error } = await resend.emails.send(message, { idempotencyKey, signal } as Options)
      if (error) throw new GatewayDown(`${error.name}: ${error.message}`, { isFinal: isNo(error) })
    },
  }
}

/** Resend hands its options on to fetch, but their type leaves the signal out. */
type Options = { idempotencyKey: string }

/** Characters with a meaning in a mail header stay out of the name. */
const address = ({ name, email }: OutgoingMail['to']) =>
  `${name.replace(/[^\p{L}\p{N} .'’-]/gu, ' ').trim()} <${email}>`

/** Only what is wrong with this very message is final; a wrong key or a full quota can be put right. */
const isNo = ({ statusCode, name }: { statusCode: number | null; name: string }) =>
  statusCode === 400 ||
  statusCode === 422 ||
  (statusCode === 409 && name === 'invalid_idempotent_request')

/** Takes every message; it is already where people read it. */
export const outboxGateway: MailGateway = { isReal: false, send: () => Promise.resolve() }

export const mailGateway = (): MailGateway =>
  env.RESEND_API_KEY && env.MAIL_FROM
    ? resendGateway({
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL,
        from: env.MAIL_FROM,
      })
    : outboxGateway
