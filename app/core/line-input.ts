import { z } from 'zod'

/** One line of text that somebody writes about themselves or their firm: it goes into mails and tables. */
export const lineInput = (whenEmpty: string, most: number) =>
  z
    .string(whenEmpty)
    .trim()
    .min(1, whenEmpty)
    .max(most, `Use ${most} characters or fewer`)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}<>]*$/u, 'Use letters, numbers and ordinary punctuation')
