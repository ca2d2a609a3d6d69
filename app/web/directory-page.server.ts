import {
  listLeaders,
  listPublicLeaderCounts,
  listPublicServiceCounts,
} from '#app/domain/directory/count-queries.server.ts'
import { readDirectoryFilters } from '#app/domain/directory/directory-filters.ts'
import { listPeople } from '#app/domain/directory/search-queries.server.ts'
import { listCouncils } from '#app/domain/organisations/council-queries.server.ts'
import { readCouncilFilters } from '#app/domain/organisations/council-filters.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { findOrganisationBySlug } from '#app/domain/organisations/queries.server.ts'

/** Of each kind so many, with a way to all of them. */
const FIRST = 5

/** One search over councils and people. Somebody signed out gets the councils, and how many people there are. */
export async function readDirectory(actor: Actor | undefined, search: URLSearchParams) {
  const { q } = readDirectoryFilters(search)
  const [counts, councils, people] = await Promise.all([
    listPublicServiceCounts(),
    q ? listCouncils(readCouncilFilters(new URLSearchParams({ q }))) : undefined,
    actor && q ? listPeople(actor, readDirectoryFilters(new URLSearchParams({ q }))) : undefined,
  ])
  return {
    q,
    counts,
    isSignedIn: actor !== undefined,
    councils: councils && { first: councils.councils.slice(0, FIRST), total: councils.total },
    people: people && { ...people, people: people.people.slice(0, FIRST) },
  }
}

/** The people these filters find; for somebody signed out nobody, and how many there are of each service. */
export async function readPeople(actor: Actor | undefined, search: URLSearchParams) {
  const filters = readDirectoryFilters(search)
  const [counts, council, found] = await Promise.all([
    listPublicServiceCounts(),
    filters.council ? findOrganisationBySlug(filters.council) : undefined,
    actor ? listPeople(actor, filters) : undefined,
  ])
  return { filters, counts, councilName: council?.name, found }
}

/** Who leads what in one organisation; for somebody signed out, how many. */
export async function readLeaders(actor: Actor | undefined, organisationId: string) {
  const [counts, leaders] = await Promise.all([
    listPublicLeaderCounts(organisationId),
    actor && listLeaders(actor, organisationId),
  ])
  return { counts, leaders }
}
