import { MINUTE_MS } from '#app/core/time.ts'
import { z } from 'zod'
import { emailInput } from '#app/core/email-input.ts'

/** How long a link and its code work. ASVS 5.0, 6.5.5 allows ten minutes. */
export const LINK_LIFE_MS = 10 * MINUTE_MS

/** A code has six digits: five guesses at it, and fifty a day for one address. */
export const WRONG_CODES_AT_MOST = 5
export const WRONG_CODES_A_DAY = 50

/** Mails asked for in any ten minutes, by address and by network (an office may share one). */
export const REQUEST_WINDOW_MS = 10 * MINUTE_MS
export const REQUESTS_FOR_ADDRESS = 5
export const REQUESTS_FROM_NETWORK = 60

export const SignInInput = z.object({
  email: emailInput('Enter your email address'),
  next: z.string().max(2000).optional(),
})

export const CodeInput = z.object({
  code: z
    .string('Enter the code from the email')
    .max(50, 'Enter the 6-digit code from the email')
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(
      z
        .string()
        .min(1, 'Enter the code from the email')
        .regex(/^\d{6}$/, 'Enter the 6-digit code from the email'),
    ),
})

/** What counts as one sender: an IPv4 address, or the half of an IPv6 address a network is given. */
export function networkOf(address: string) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const start = head ? head.split(':') : []
  const end = tail ? tail.split(':') : []
  const gap =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0')
  return `${[...start, ...gap, ...end].slice(0, 4).join(':')}::/64`
}

/** Whole seconds until there is room again for another request. */
export const secondsUntil = (oldest: Date, now: Date) =>
  Math.max(1, Math.ceil((oldest.getTime() + REQUEST_WINDOW_MS - now.getTime()) / 1000))

/** "in 1 minute", "in 4 minutes". */
export function inMinutes(seconds: number) {
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'in 1 minute' : `in ${minutes} minutes`
}
