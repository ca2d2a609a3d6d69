import { isPowerful } from './session.ts'
import type { Actor, OrganisationKind, Role } from '../organisations/actor.ts'

type Membership = Pick<
  Actor,
  'organisationId' | 'organisationName' | 'organisationSlug' | 'organisationKind' | 'roles'
> & { nowPartOf?: string | null }
type SessionState = { actingForId: string | null; provedAt: Date | null }
type Person = {
  personId: string
  name: string
  memberships: Membership[]
  otherAccounts?: string[]
}

/** Somebody signed in: who they are now, and for whom they may act instead. */
export type SignedIn = {
  actor: Actor
  /** Roles of theirs that do not count until they have shown a second factor in this session. */
  heldBack: Role[]
  otherOrganisations: { id: string; name: string; kind: OrganisationKind }[]
}

/**
 * Nobody, when no organisation is left that the person may act for. Roles that move money, or give others the right
 * to, are left out while the session has shown no second factor (decision 031): no verb ever sees them.
 */
export function signedInAs(
  person: Person,
  { actingForId, provedAt }: SessionState,
): SignedIn | undefined {
  const { personId, name, memberships, otherAccounts = [] } = person
  const now =
    memberships.find(({ organisationId }) => organisationId === actingForId) ?? memberships[0]
  if (!now) return undefined
  const { organisationId, organisationName, organisationSlug, organisationKind } = now
  const heldBack = provedAt ? [] : now.roles.filter(isPowerful)
  return {
    actor: {
      personId,
      personName: name,
      organisationId,
      organisationName,
      organisationSlug,
      organisationKind,
      roles: now.roles.filter((role) => !heldBack.includes(role)),
      ...(otherAccounts.length > 0 && { otherAccounts }),
      ...(memberships.length > 1 && {
        memberOf: memberships.map((each) => each.organisationId),
      }),
      ...(now.nowPartOf && { nowPartOf: now.nowPartOf }),
    },
    heldBack,
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
