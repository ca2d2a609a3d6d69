import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { MOST_FOUND, PAGE_SIZE, type DirectoryFilters } from './directory-filters.ts'
import { listedSince, listListedPeople } from './person-queries.server.ts'

/**
 * The people these filters find, for whoever is signed in: what fits the words best first, then by name. Of many the first
 * by name are weighed.
 */
export async function listPeople(actor: Actor, filters: DirectoryFilters) {
  const { page, q } = filters
  const rows = await db.$queryRaw<{ id: string; found: number }[]>`
    with found as materialized (${q ? eachWay(filters, q) : firstByName(whichOf(filters))})
    select id, (select count(*)::int from found) as found from found
    order by ${bestFirst(q)} name, id
    offset ${(page - 1) * PAGE_SIZE} limit ${PAGE_SIZE}`
  // Beyond the last page there are no rows to say how many there are.
  if (rows.length === 0 && page > 1) return listPeople(actor, { ...filters, page: 1 })
  const all = rows[0]?.found ?? 0
  const total = Math.min(all, MOST_FOUND)
  return {
    people: await listListedPeople(
      actor,
      rows.map(({ id }) => id),
    ),
    total,
    isMore: all > MOST_FOUND,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
  }
}

/** How well a listing fits is worked out where it is read: to carry all its words on takes longer. */
const firstByName = (which: Prisma.Sql, fit = Prisma.empty) => Prisma.sql`
  (select id, name${fit} from listings where ${which} order by name, id limit ${MOST_FOUND + 1})`

/**
 * By their words and by a part of their name, each by its own index: one question for both would look at every name that
 * the words are not found beside. A part of a name is enough, once it is long enough to look for by an index.
 */
function eachWay(filters: DirectoryFilters, q: string) {
  const fit = Prisma.sql`, ts_rank(search, ${query(q)}) as fit`
  const byWords = firstByName(Prisma.sql`${whichOf(filters)} and search @@ ${query(q)}`, fit)
  if (q.length < 3) return byWords
  const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const byName = firstByName(Prisma.sql`${whichOf(filters)} and name ilike ${part}`, fit)
  return Prisma.sql`${byWords} union ${byName} order by name, id limit ${MOST_FOUND + 1}`
}

/** All of what is asked beside the words. */
function whichOf({ service, place, council }: DirectoryFilters) {
  const all = [Prisma.sql`confirmed_at > ${listedSince()}`]
  if (service) all.push(Prisma.sql`service_function_ids && ${withinService(service)}`)
  if (place) all.push(Prisma.sql`places @> array[${place}]`)
  if (council)
    all.push(Prisma.sql`organisation_id = (select id from organisations where slug = ${council})`)
  return Prisma.join(all, ' and ')
}

/** A heading of the register stands for all that is under it. */
const withinService = (service: number) => Prisma.sql`array(
  select id from service_functions where id = ${service} or parent_id = ${service})`

/** Names as they are written, and all the rest as English has it. */
const query = (q: string) =>
  Prisma.sql`(websearch_to_tsquery('english', ${q}) || websearch_to_tsquery('simple', ${q}))`

const bestFirst = (q: string) =>
  q ? Prisma.sql`fit + word_similarity(${q}, name) desc,` : Prisma.empty
