import { z } from 'zod'
import { MINUTE_MS } from '#app/core/time.ts'

/** An authenticator shows another code every half minute (RFC 6238, the usual step). */
const STEP_MS = 30_000
/** So many wrong ones in a row, and no code is taken for a while. */
const WRONG_CODES_IN_A_ROW = 5
const LONGEST_HOLD_MS = 60 * MINUTE_MS

export const SET_UP_LIFE_MS = 10 * MINUTE_MS
export const RECOVERY_CODES = 10
export const PROOF_LIFE_MS = 5 * MINUTE_MS

/** The number of the half minute since 1970. */
export const stepAt = (at: Date) => Math.floor(at.getTime() / STEP_MS)
export const startOfStep = (step: number) => step * STEP_MS

/**
 * Which steps a code may be of: this one and, since clocks drift, one either side (RFC 6238, 5.2). In the
 * demonstration the page itself shows the code, the next after the last used, so that nobody waits for a new one.
 */
export function stepsTried(now: Date, { isDemonstration }: { isDemonstration: boolean }) {
  const step = stepAt(now)
  const ahead = isDemonstration ? DEMONSTRATION_AHEAD : 1
  return [step, step - 1, ...Array.from({ length: ahead }, (_, place) => step + 1 + place)]
}
const DEMONSTRATION_AHEAD = 40

/** The step whose code the demonstration shows. */
export const shownStep = (now: Date, lastStep: number) => Math.max(stepAt(now), lastStep + 1)

/** How long no code is taken after this many wrong ones: longer each time, an hour at most. */
export function holdAfter(wrongCodes: number): number | undefined {
  if (wrongCodes === 0 || wrongCodes % WRONG_CODES_IN_A_ROW !== 0) return undefined
  const times = wrongCodes / WRONG_CODES_IN_A_ROW
  return Math.min(times * 15 * MINUTE_MS, LONGEST_HOLD_MS)
}

/** "jbsw y3dp ehpk 3pxp": for typing. */
export const inGroups = (text: string) => text.replace(/(.{4})(?=.)/g, '$1 ')

/** Nothing that looks like something else, so that a code written by hand is read right. */
export const RECOVERY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
export const RECOVERY_LENGTH = 12

const TELL = 'Enter the 6-digit code your authenticator shows, or one of your recovery codes'

/** A code of the authenticator, or a recovery code, typed in any way. */
export const FactorCode = z
  .string(TELL)
  .max(50, TELL)
  .transform((text) => text.replace(/[\s-]/g, '').toLowerCase())
  .pipe(
    z
      .string()
      .regex(new RegExp(`^(\\d{6}|[${RECOVERY_LETTERS}]{${RECOVERY_LENGTH}})$`), { error: TELL }),
  )

/** For the first code of a new authenticator: a recovery code proves nothing about it. */
export const FirstCodeInput = z.object({
  code: z
    .string('Enter the 6-digit code')
    .max(50, 'Enter the 6-digit code')
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Enter the 6-digit code your authenticator shows')),
})

export const isRecoveryCode = (code: string) => code.length === RECOVERY_LENGTH
