import { db } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listedSince, listListedPeople } from './person-queries.server.ts'

/** How many are listed for each service of the register, under its heading. For everybody: it names nobody. */
export async function listPublicServiceCounts() {
  const rows = await db.serviceFunction.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true, parentId: true, listed: { select: { listed: true } } },
  })
  const counts = rows.map(({ listed, ...row }) => ({ ...row, listed: listed?.listed ?? 0 }))
  return counts
    .filter(({ parentId }) => parentId === null)
    .map((heading) => ({
      ...heading,
      services: counts.filter(({ parentId, listed }) => parentId === heading.id && listed > 0),
    }))
    .filter(({ listed, services }) => listed > 0 || services.length > 0)
}

/** How many of one organisation are listed for each service. For everybody: it names nobody. */
export const listPublicLeaderCounts = (organisationId: string) =>
  db.$queryRaw<{ name: string; listed: number }[]>`
    select service_functions.name, count(*)::int as listed
    from listings cross join unnest(service_function_ids) as led (id)
      join service_functions on service_functions.id = led.id
    where organisation_id = ${organisationId}::uuid and confirmed_at > ${listedSince()}
    group by service_functions.id order by 1 limit 200`

/** As many of one organisation's people as its page has room for; the directory has the rest. */
const MOST_ON_PAGE = 12

/** Who leads what in one organisation, by name, for whoever is signed in. */
export async function listLeaders(actor: Actor, organisationId: string) {
  const rows = await db.listing.findMany({
    where: { organisationId, confirmedAt: { gt: listedSince() } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_ON_PAGE + 1,
    select: { id: true },
  })
  const ids = rows.slice(0, MOST_ON_PAGE).map(({ id }) => id)
  return { people: await listListedPeople(actor, ids), isMore: rows.length > MOST_ON_PAGE }
}
