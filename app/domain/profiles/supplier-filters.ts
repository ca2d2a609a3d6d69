import { z } from 'zod'
import { places } from '../organisations/council-words.ts'
import { credentialKinds } from './credential.ts'

/** Filters of the list of suppliers, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  q: z.string().trim().max(100).catch(''),
  place: z.enum(places).optional().catch(undefined),
  isSme: z.boolean(),
  service: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  framework: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
  holds: z.enum(credentialKinds).optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
})
export type SupplierFilters = z.output<typeof Filters>

export const readSupplierFilters = (search: URLSearchParams): SupplierFilters =>
  Filters.parse({
    q: (search.get('q') ?? '').replaceAll('\0', ''),
    place: search.get('place') || undefined,
    isSme: search.get('size') === 'sme',
    service: search.get('service') || undefined,
    framework: search.get('framework') || undefined,
    holds: search.get('holds') || undefined,
    after: search.get('after')?.replaceAll('\0', '') ?? undefined,
  })

type Wanted = Partial<Omit<SupplierFilters, 'after'>>

/** The address of the same list, from its beginning or after the firm of this slug. */
export function suppliersHref(wanted: Wanted, after?: string) {
  const search = searchOf(wanted)
  if (after) search.set('after', after)
  return search.size ? `/suppliers?${search}` : '/suppliers'
}

/** The address of all these filters find, as CSV. */
export function suppliersCsvHref(wanted: Wanted) {
  const search = searchOf(wanted)
  return search.size ? `/suppliers.csv?${search}` : '/suppliers.csv'
}

function searchOf({ q, place, isSme, service, framework, holds }: Wanted) {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (service) search.set('service', String(service))
  if (framework) search.set('framework', framework)
  if (place) search.set('place', place)
  if (isSme) search.set('size', 'sme')
  if (holds) search.set('holds', holds)
  return search
}

/** Words as PostgreSQL looks them up: each may be the beginning of one. Undefined where there is none. */
export const wordsToFind = (q: string) =>
  q
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.map((word) => `${word}:*`)
    .join(' & ')
