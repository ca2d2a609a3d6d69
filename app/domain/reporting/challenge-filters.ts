import { z } from 'zod'
import { stageLabel, type Stage } from '../challenges/stage.ts'

/** Where a challenge stands as lists say it: one that closes within three weeks is "closing soon". */
export type Standing = 'closing-soon' | Exclude<Stage, 'draft'>
export const CLOSING_SOON_DAYS = 21

export const standingLabel = (standing: Standing) =>
  standing === 'closing-soon' ? 'Closing soon' : stageLabel[standing]

/** In the order the filter offers them. */
export const offeredStandings: Standing[] = [
  'pooling',
  'closing-soon',
  'gathering',
  'funded',
  'awarded',
  'delivering',
  'completed',
  'lapsed',
  'stopped',
]

export const liveStandings: Standing[] = ['pooling', 'closing-soon']

export const nations = ['England', 'Scotland', 'Wales', 'Northern Ireland'] as const
export const closings = ['14', '30', '90'] as const
export const sorts = ['closing', 'target', 'councils', 'newest', 'relevance'] as const
export type Sort = (typeof sorts)[number]

export const sortLabel: Record<Sort, string> = {
  relevance: 'Best match',
  closing: 'Closing soonest',
  target: 'Closest to target',
  councils: 'Most councils',
  newest: 'Newest',
}

export const PAGE_SIZE = 10
/** Of what a search finds, the newest are listed, and the newest of those put in order by how well they fit. */
export const MOST_FOUND = 1_000
export const MOST_WEIGHED = 100

/** An address anybody may type: what makes no sense in it is left out, never an error. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.array(z.unknown()).transform((texts) =>
    texts
      .flatMap((text) => {
        const known = item.safeParse(text)
        return known.success ? [known.data] : []
      })
      .slice(0, 40),
  )

const AreaId = z.coerce.number().int().positive().max(1_000_000)

const Filters = z.object({
  q: z.string().trim().max(200).catch(''),
  stage: listOf(z.enum(offeredStandings)),
  area: listOf(AreaId),
  pot: listOf(z.string().regex(/^[a-z0-9-]{1,80}$/)),
  nation: listOf(z.enum(nations)),
  closing: z.enum(closings).optional().catch(undefined),
  sort: z.enum(sorts).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ChallengeFilters = z.output<typeof Filters>

export const readFilters = (search: URLSearchParams): ChallengeFilters =>
  Filters.parse({
    q: search.get('q') ?? '',
    stage: search.getAll('stage'),
    area: search.getAll('area'),
    pot: search.getAll('pot'),
    nation: search.getAll('nation'),
    closing: search.get('closing') ?? undefined,
    sort: search.get('sort') ?? undefined,
    page: search.get('page') ?? 1,
  })

export const noFilters = readFilters(new URLSearchParams())

/** A search is answered best match first, a list by what closes first. */
export const sortOf = ({ sort, q }: ChallengeFilters): Sort =>
  sort === 'relevance' && !q ? 'closing' : (sort ?? (q ? 'relevance' : 'closing'))

/** The address of a list; defaults are left out, so that equal lists have equal addresses. */
export function hrefOf(filters: ChallengeFilters, change: Partial<ChallengeFilters> = {}) {
  const { q, closing, sort, page, ...lists } = { ...filters, page: 1, ...change }
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  for (const [name, values] of Object.entries(lists))
    for (const value of values) search.append(name, String(value))
  if (closing) search.set('closing', closing)
  if (sort) search.set('sort', sort)
  if (page > 1) search.set('page', String(page))
  const text = search.toString()
  return text ? `/challenges?${text}` : '/challenges'
}

export type ListName = 'stage' | 'area' | 'pot' | 'nation'

/** The same list without one chosen value. */
export const without = (filters: ChallengeFilters, name: ListName, value: string) =>
  hrefOf(filters, {
    [name]: (filters[name] as readonly (string | number)[]).filter(
      (each) => String(each) !== value,
    ),
  })
