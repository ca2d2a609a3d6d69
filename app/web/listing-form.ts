import { ListingInput } from '#app/domain/directory/listing.ts'

/** What somebody had typed who comes back from the page that shows it. */
export function typedListing(search: URLSearchParams) {
  if (!search.has('about')) return undefined
  const parsed = ListingInput.safeParse(Object.fromEntries(search))
  return parsed.success ? { ...parsed.data, services: parsed.data.services.map(String) } : undefined
}
