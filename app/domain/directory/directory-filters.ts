import { z } from 'zod'
import { places } from '../organisations/council-words.ts'

export const PAGE_SIZE = 25
/** No more are looked at: whoever wants others says more about whom they look for. */
export const MOST_FOUND = 250

/** Filters of the people of the directory, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  q: z.string().trim().max(100).catch(''),
  service: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  place: z.enum(places).optional().catch(undefined),
  council: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .optional()
    .catch(undefined),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_FOUND / PAGE_SIZE)
    .catch(1),
})
export type DirectoryFilters = z.output<typeof Filters>

export const readDirectoryFilters = (search: URLSearchParams): DirectoryFilters =>
  Filters.parse({
    q: (search.get('q') ?? '').replaceAll('\0', ''),
    service: search.get('service') || undefined,
    place: search.get('place') || undefined,
    council: search.get('council') || undefined,
    page: search.get('page') ?? 1,
  })

type Wanted = Partial<Omit<DirectoryFilters, 'page'>>

/** The address of a page of the people these filters find. */
export function peopleHref({ q, service, place, council }: Wanted, page = 1) {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (service) search.set('service', String(service))
  if (place) search.set('place', place)
  if (council) search.set('council', council)
  if (page > 1) search.set('page', String(page))
  return search.size ? `/directory/people?${search}` : '/directory/people'
}
