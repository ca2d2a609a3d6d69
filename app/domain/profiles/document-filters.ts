import { z } from 'zod'
import { ListPlace, textOfPlace } from '#app/core/list-place.ts'
import { credentialKinds } from './credential.ts'

export const documentStates = ['waiting', 'seen', 'sent-back'] as const
export type DocumentState = (typeof documentStates)[number]

/** Filters of the documents of firms, as their address carries them. What makes no sense is left out. */
const Filters = z.object({
  state: z.enum(documentStates).catch('waiting'),
  kind: z.enum(credentialKinds).optional().catch(undefined),
  after: ListPlace.optional().catch(undefined),
})
export type DocumentFilters = z.output<typeof Filters>

export const readDocumentFilters = (search: URLSearchParams): DocumentFilters =>
  Filters.parse({
    state: search.get('state') ?? 'waiting',
    kind: search.get('kind') || undefined,
    after: search.get('after') ?? undefined,
  })

/** The address of the same list, from its beginning or after a place. */
export function documentsHref({ state, kind }: DocumentFilters, after?: ListPlace) {
  const search = new URLSearchParams()
  if (state !== 'waiting') search.set('state', state)
  if (kind) search.set('kind', kind)
  if (after) search.set('after', textOfPlace(after))
  return search.size ? `/joining/documents?${search}` : '/joining/documents'
}
