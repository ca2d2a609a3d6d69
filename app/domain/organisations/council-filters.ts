import { z } from 'zod'
import { places } from './council-words.ts'

export const kinds = ['council', 'combined-authority', 'former'] as const

/** Filters of the directory, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  q: z.string().trim().max(100).catch(''),
  place: z.enum(places).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})
export type CouncilFilters = z.output<typeof Filters>

export const readCouncilFilters = (search: URLSearchParams): CouncilFilters =>
  Filters.parse({
    q: search.get('q') ?? '',
    place: search.get('place') || undefined,
    kind: search.get('kind') || undefined,
    page: search.get('page') ?? 1,
  })

/** The address of another page of the same list. */
export function councilsHref({ q, place, kind }: CouncilFilters, page: number) {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (place) search.set('place', place)
  if (kind) search.set('kind', kind)
  if (page > 1) search.set('page', String(page))
  return search.size ? `/councils?${search}` : '/councils'
}
