import { z } from 'zod'

/** An address as somebody types it; kept in small letters, so that one address is written one way. */
export const emailInput = (whenEmpty: string) =>
  z
    .string(whenEmpty)
    .trim()
    .min(1, whenEmpty)
    .max(254, 'Enter an email address of 254 characters or fewer')
    .toLowerCase()
    .pipe(z.email('Enter an email address in the right format, like name@example.gov.uk'))
