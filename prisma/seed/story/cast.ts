import { db } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Actor, OrganisationKind, Role } from '#app/domain/organisations/actor.ts'

export type Cast = {
  /** Somebody by name, for the only or the named organisation. */
  named: (person: string, organisation?: string) => Actor
  /** The first or, with `place`, another holder of a role in an organisation. */
  holder: (organisation: string, role: Role, place?: number) => Actor
}

/** Everybody in the demonstration who may act, as the verbs know them. */
export async function gatherCast(): Promise<Cast> {
  const memberships = await db.membership.findMany({
    where: { endedAt: null },
    orderBy: { id: 'asc' },
    include: {
      person: { select: { id: true, slug: true, name: true } },
      organisation: { select: { id: true, slug: true, name: true, kind: true } },
      roles: { select: { role: true } },
    },
  })
  const actors = memberships.map(({ person, organisation, roles }) => ({
    person: person.slug,
    actor: {
      personId: person.id,
      personName: person.name,
      organisationId: organisation.id,
      organisationName: organisation.name,
      organisationSlug: organisation.slug,
      organisationKind: organisation.kind as OrganisationKind,
      roles: roles.map(({ role }) => role as Role),
    } satisfies Actor,
  }))
  return {
    named: (slug, organisation) => {
      const found = actors.find(
        ({ person, actor }) =>
          person === slug && (!organisation || actor.organisationSlug === organisation),
      )
      invariant(found, `${slug} is in the demonstration`)
      return found.actor
    },
    holder: (organisation, role, place = 0) => {
      const holders = actors.filter(
        ({ actor }) => actor.organisationSlug === organisation && actor.roles.includes(role),
      )
      const found = holders[place]?.actor
      invariant(found, `${organisation} has a ${role} in the demonstration`)
      return found
    },
  }
}
