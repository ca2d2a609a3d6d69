import { z } from 'zod'
import { funderKinds } from './funder.ts'

/** Filters of the list of funders, as its address carries them. What makes no sense is left out. */
const Filters = z.object({
  kind: z.enum(funderKinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})
export type FunderFilters = z.output<typeof Filters>

export const readFunderFilters = (search: URLSearchParams): FunderFilters =>
  Filters.parse({ kind: search.get('kind') || undefined, page: search.get('page') ?? 1 })

/** The address of another page of the same list. */
export function fundersHref({ kind }: FunderFilters, page: number) {
  const search = new URLSearchParams()
  if (kind) search.set('kind', kind)
  if (page > 1) search.set('page', String(page))
  return search.size ? `/funders?${search}` : '/funders'
}
