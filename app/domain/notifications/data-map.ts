import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  outbox_emails: {
    kept: 'mail',
    address: 'to_email',
    contact: 'to_email to_name subject',
    // Whom an answer goes to is somebody else.
    secret: 'html text reply_to',
    plain:
      'id idempotency_key template created_at attempts next_attempt_at sent_at gave_up_at last_error',
  },
}
