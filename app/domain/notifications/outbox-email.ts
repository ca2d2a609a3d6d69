import { MINUTE_MS, HOUR_MS } from '#app/core/time.ts'

/** While a worker sends a mail nobody else takes it; if that worker dies, somebody may after this. */
export const LEASE_MS = 2 * MINUTE_MS

/** A message that has not gone by then would mislead: links have ended, slots have passed. */
export const OLDEST_MS = 24 * HOUR_MS

/** 1, 2, 4, 8 … minutes after each failed try, at most two hours. */
export const waitAfter = (attempts: number) =>
  Math.min(MINUTE_MS * 2 ** (attempts - 1), 2 * HOUR_MS)

type Sending = { sentAt: Date | null; gaveUpAt: Date | null }

export type MailStatus = 'waiting' | 'sent' | 'given-up'

export function statusOf({ sentAt, gaveUpAt }: Sending): MailStatus {
  if (sentAt) return 'sent'
  return gaveUpAt ? 'given-up' : 'waiting'
}
