import type { Actor, OrganisationKind, Role } from '../organisations/actor.ts'

type Membership = Pick<
  Actor,
  'organisationId' | 'organisationName' | 'organisationSlug' | 'organisationKind' | 'roles'
>
type Person = { personId: string; name: string; memberships: Membership[] }

/** Somebody signed in: who they are now, and for whom they may act instead. */
export type SignedIn = {
  actor: Actor
  otherOrganisations: { id: string; name: string; kind: OrganisationKind }[]
}

/** Nobody, when no organisation is left that the person may act for. */
export function signedInAs(person: Person, actingForId: string | null): SignedIn | undefined {
  const { personId, name, memberships } = person
  const now =
    memberships.find(({ organisationId }) => organisationId === actingForId) ?? memberships[0]
  if (!now) return undefined
  const { organisationId, organisationName, organisationSlug, organisationKind, roles } = now
  return {
    actor: {
      personId,
      personName: name,
      organisationId,
      organisationName,
      organisationSlug,
      organisationKind,
      roles,
    },
    otherOrganisations: memberships
      .filter((each) => each !== now)
      .map((each) => ({
        id: each.organisationId,
        name: each.organisationName,
        kind: each.organisationKind,
      })),
  }
}

export const allRoles = ({ memberships }: Pick<Person, 'memberships'>): Role[] => [
  ...new Set(memberships.flatMap(({ roles }) => roles)),
]
