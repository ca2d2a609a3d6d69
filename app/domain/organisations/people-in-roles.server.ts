import type { Tx } from '#app/core/db.server.ts'
import type { Role } from './actor.ts'

type Wanted = { organisationIds?: string[]; roles: Role[] }

/** Who holds one of these roles today, in these organisations or in any, and where to write to them. */
export async function listPeopleInRoles(tx: Tx, { organisationIds, roles }: Wanted) {
  const memberships = await tx.membership.findMany({
    where: {
      endedAt: null,
      roles: { some: { role: { in: roles } } },
      ...(organisationIds && { organisationId: { in: organisationIds } }),
    },
    orderBy: { id: 'asc' },
    take: 2_000,
    select: { organisationId: true, person: { select: { id: true, name: true, email: true } } },
  })
  return memberships.map(({ organisationId, person }) => ({
    personId: person.id,
    name: person.name,
    email: person.email,
    organisationId,
  }))
}
