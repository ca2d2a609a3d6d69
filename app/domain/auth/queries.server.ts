import { readKept } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { OrganisationKind, Role } from '../organisations/actor.ts'
import { choosePeopleToTry, type OrganisationToTry, type PeopleToTry } from './people-to-try.ts'

const MOST_OF_ONE = 20
/** More than the demonstration has. Whoever tries another site with it chooses among so many. */
const MOST_PEOPLE = 1_000

/** People of the demonstration to try the site as; undefined outside a demonstration. */
export async function findPeopleToTry(): Promise<PeopleToTry | undefined> {
  if (!env.DEMONSTRATION) return undefined
  const organisations = new Map<string, OrganisationToTry>()
  for (const { organisationId, organisationName, kind, ...person } of await readPeople()) {
    const known = organisations.get(organisationId) ?? { name: organisationName, kind, people: [] }
    known.people.push(person)
    organisations.set(organisationId, known)
  }
  return choosePeopleToTry([...organisations.values()])
}

type Row = {
  organisationId: string
  organisationName: string
  kind: OrganisationKind
  slug: string
  name: string
  jobTitle: string
  roles: Role[]
}

/** By organisation, those who joined it first. Funders and who runs the site are few, so none of them is left out. */
const readPeople = () =>
  readKept<Row>(Prisma.sql`
    with listed as materialized (
      select organisation.id, organisation.name, kind, membership.*
      from (select id, name, kind from organisations
        order by kind in ('council', 'supplier'), name, id) organisation
      cross join lateral (
        select id as membership_id, person_id, job_title, joined_at from memberships
        where organisation_id = organisation.id and ended_at is null
        order by joined_at, id limit ${MOST_OF_ONE}) membership
      limit ${MOST_PEOPLE})
    select listed.id as "organisationId", listed.name as "organisationName", kind, slug, people.name,
      job_title as "jobTitle", coalesce(roles, '{}') as roles
    from listed
    cross join lateral (select slug, name from people where id = person_id offset 0) people
    left join (select membership_id, array_agg(role order by role) as roles
      from membership_roles group by membership_id) given using (membership_id)
    order by listed.name, listed.id, joined_at, membership_id`)
