import type { Tx } from '#app/core/db.server.ts'
import type { Role } from './actor.ts'

type Wanted = { organisationIds?: string[]; roles: Role[] }

/**
 * Who holds one of these roles today, in these organisations or in any, and where to write to them. For a council that is
 * part of another it is who holds them there.
 */
export async function listPeopleInRoles(tx: Tx, { organisationIds, roles }: Wanted) {
  const answers = organisationIds && (await answersOf(tx, organisationIds))
  const memberships = await tx.membership.findMany({
    where: {
      endedAt: null,
      roles: { some: { role: { in: roles } } },
      ...(answers && { organisationId: { in: [...answers.keys()] } }),
    },
    orderBy: { id: 'asc' },
    take: 2_000,
    select: { organisationId: true, person: { select: { id: true, name: true, email: true } } },
  })
  return memberships.flatMap(({ organisationId: own, person }) =>
    (answers?.get(own) ?? [own]).map((organisationId) => ({
      personId: person.id,
      name: person.name,
      email: person.email,
      organisationId,
    })),
  )
}

/** Whose people answer, and for which of the organisations asked about. */
async function answersOf(tx: Tx, organisationIds: string[]) {
  const former = await tx.formerOrganisation.findMany({
    where: { id: { in: organisationIds } },
    select: { id: true, answeredById: true },
  })
  const answeredBy = new Map(former.map(({ id, answeredById }) => [id, answeredById]))
  const answers = new Map<string, string[]>()
  for (const id of new Set(organisationIds)) {
    const own = answeredBy.get(id) ?? id
    answers.set(own, [...(answers.get(own) ?? []), id])
  }
  return answers
}
