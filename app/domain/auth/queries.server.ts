import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { organisationKinds, type OrganisationKind, type Role } from '../organisations/actor.ts'

export type PersonToTry = {
  slug: string
  name: string
  jobTitle: string
  organisationName: string
  roles: Role[]
}

/** People of the demonstration, by kind of organisation; nobody outside a demonstration. */
export async function listPeopleToTry(): Promise<
  { kind: OrganisationKind; people: PersonToTry[] }[]
> {
  if (!env.DEMONSTRATION) return []
  const memberships = await db.membership.findMany({
    where: { endedAt: null },
    orderBy: [{ organisation: { name: 'asc' } }, { person: { name: 'asc' } }, { id: 'asc' }],
    take: 100,
    select: {
      jobTitle: true,
      organisation: { select: { name: true, kind: true } },
      person: { select: { slug: true, name: true } },
      roles: { select: { role: true }, orderBy: { role: 'asc' } },
    },
  })
  return organisationKinds
    .map((kind) => ({
      kind,
      people: memberships
        .filter(({ organisation }) => organisation.kind === kind)
        .map(({ jobTitle, organisation, person, roles }) => ({
          ...person,
          jobTitle,
          organisationName: organisation.name,
          roles: roles.map(({ role }) => role as Role),
        })),
    }))
    .filter(({ people }) => people.length > 0)
}
