import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import type { OrganisationKind, Role } from '../organisations/actor.ts'
import { choosePeopleToTry, type PeopleToTry } from './people-to-try.ts'

/** People of the demonstration to try the site as; undefined outside a demonstration. */
export async function findPeopleToTry(): Promise<PeopleToTry | undefined> {
  if (!env.DEMONSTRATION) return undefined
  const organisations = await db.organisation.findMany({
    where: { memberships: { some: { endedAt: null } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: {
      name: true,
      kind: true,
      memberships: {
        where: { endedAt: null },
        orderBy: [{ person: { createdAt: 'asc' } }, { id: 'asc' }],
        take: 20,
        select: {
          jobTitle: true,
          person: { select: { slug: true, name: true } },
          roles: { select: { role: true }, orderBy: { role: 'asc' } },
        },
      },
    },
  })
  return choosePeopleToTry(
    organisations.map(({ name, kind, memberships }) => ({
      name,
      kind: kind as OrganisationKind,
      people: memberships.map(({ jobTitle, person, roles }) => ({
        ...person,
        jobTitle,
        roles: roles.map(({ role }) => role as Role),
      })),
    })),
  )
}
