import { z } from 'zod'
import { DayInput, TimeInput } from '#app/core/time.ts'

const optional = (text: z.ZodType<string, string>) =>
  z
    .string()
    .trim()
    .transform((value) => value || null)
    .pipe(z.union([z.null(), text]))

const webAddress = z.url({
  protocol: /^https$/,
  error: 'Enter an address that starts with https://',
})

/** A checkbox alone arrives as a text, several as a list, none not at all. */
const ids = z
  .union([z.string(), z.array(z.string())], { error: 'Choose at least one challenge' })
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .pipe(z.array(z.uuid('Choose a challenge from the list')).min(1).max(12, 'Choose 12 or fewer'))

/** What a day is about; its running order comes from a template. */
export const DayDetailsInput = z.object({
  title: z.string().trim().min(1, 'Enter a title').max(100, 'Use 100 characters or fewer'),
  summary: z
    .string()
    .trim()
    .min(1, 'Say in a sentence or two what the day is for')
    .max(400, 'Use 400 characters or fewer'),
  challengeIds: ids,
  bookingClosesOn: DayInput,
  bookingClosesTime: TimeInput,
  joinUrl: optional(webAddress),
  phoneNumber: optional(
    z.string().regex(/^[+\d][\d ]{6,24}$/, 'Enter a phone number, like 01632 960 001'),
  ),
  accessNotes: optional(z.string().max(600, 'Use 600 characters or fewer')),
})
export type DayDetailsInput = z.output<typeof DayDetailsInput>

/** "children-and-family-services-2027-09-23". */
export const slugOf = (title: string, day: string) =>
  `${title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')}-${day}`.replace(/^-/, '')
