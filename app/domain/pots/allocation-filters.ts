import { z } from 'zod'
import { DayInput } from '#app/core/time.ts'

/** An address anybody may type: what makes no sense in it is left out, never an error. */
const Filters = z.object({
  council: z.uuid().optional().catch(undefined),
  version: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  on: DayInput.optional().catch(undefined),
})

/** Which challenges of a pot to list: those a council pledged to, under a version of its rule, last matched on a day. */
export type AllocationFilters = z.output<typeof Filters>

export const readAllocationFilters = (search: URLSearchParams): AllocationFilters => {
  const given = (name: string) => search.get(name) || undefined
  return Filters.parse({ council: given('council'), version: given('version'), on: given('on') })
}

/** The same list from a place on; what is not asked for is left out. */
export function allocationsHref(
  slug: string,
  { council, version, on }: AllocationFilters,
  after?: string,
) {
  const asked = Object.entries({ council, version: version && String(version), on, after })
  const search = new URLSearchParams(
    asked.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  const text = search.toString()
  return `/pots/${slug}/allocations${text && `?${text}`}`
}
