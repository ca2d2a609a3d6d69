import { z } from 'zod'
import { places } from './council-words.ts'

/** Filters of the list of suppliers, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  q: z.string().trim().max(100).catch(''),
  place: z.enum(places).optional().catch(undefined),
  isSme: z.boolean(),
  after: z.string().max(200).optional().catch(undefined),
})
export type SupplierFilters = z.output<typeof Filters>

export const readSupplierFilters = (search: URLSearchParams): SupplierFilters =>
  Filters.parse({
    q: search.get('q') ?? '',
    place: search.get('place') || undefined,
    isSme: search.get('size') === 'sme',
    after: search.get('after') ?? undefined,
  })

/** The address of the same list, from its beginning or after the firm of this slug. */
export function suppliersHref({ q, place, isSme }: SupplierFilters, after?: string) {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (place) search.set('place', place)
  if (isSme) search.set('size', 'sme')
  if (after) search.set('after', after)
  return search.size ? `/suppliers?${search}` : '/suppliers'
}

/** Words as PostgreSQL looks them up: each may be the beginning of one. Undefined where there is none. */
export const wordsToFind = (q: string) =>
  q
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => `${word}:*`)
    .join(' & ')
