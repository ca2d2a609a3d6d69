import { z } from 'zod'
import { addDays, londonDay, type Day } from '#app/core/time.ts'
import { requiredWords } from '../challenges/draft.ts'

/** How many services somebody may be found by. */
export const MOST_SERVICES = 3
export const MOST_ABOUT = 300
/** For so long a listing holds without another word of its person. */
export const LISTED_DAYS = 365
/** So long before its end they are asked. */
export const ASK_DAYS = 30

const service = z
  .union([z.literal(''), z.coerce.number().int().min(1).max(1_000_000)], {
    error: 'Choose a service from the list',
  })
  .default('')

/** What somebody lets others see. Empty boxes of services are left out, and one chosen twice is one. */
export const ListingInput = z
  .object({
    service1: service,
    service2: service,
    service3: service,
    about: requiredWords(MOST_ABOUT, 'Say what others may ask you about'),
    takesMessages: z.literal('yes').optional(),
  })
  .refine((form) => chosen(form).length > 0, {
    path: ['service1'],
    error: 'Choose at least one service',
  })
  .transform(({ about, takesMessages, ...form }) => ({
    services: chosen(form),
    about,
    takesMessages: takesMessages === 'yes',
  }))
export type ListingInput = z.output<typeof ListingInput>

type Service = number | ''

const chosen = (form: { service1: Service; service2: Service; service3: Service }) => [
  ...new Set([form.service1, form.service2, form.service3].filter((id) => id !== '')),
]

/** The same answers as the form sends them: for the page that shows them first. */
export const listingQuery = ({ services, about, takesMessages }: ListingInput) =>
  new URLSearchParams({
    ...Object.fromEntries(services.map((id, place) => [`service${place + 1}`, String(id)])),
    about,
    ...(takesMessages && { takesMessages: 'yes' }),
  })

/** The last day on which somebody is listed who confirmed it at this instant. */
export const lastListedDay = (confirmedAt: Date): Day =>
  addDays(londonDay(confirmedAt), LISTED_DAYS)

/** One person as others find them. */
export type ListedPerson = {
  id: string
  name: string
  jobTitle: string
  organisationName: string
  organisationSlug: string
  about: string
  services: { id: number; name: string }[]
  takesMessages: boolean
  confirmedAt: Date
  /** Whoever looks at it: nobody writes to themselves. */
  isOwn: boolean
}
