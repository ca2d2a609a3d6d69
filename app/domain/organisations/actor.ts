/** What a person may do for an organisation; who holds which is on the people page. */
export const roles = [
  'officer',
  'finance-approver',
  'administrator',
  'member',
  'fund-manager',
  'payment-approver',
  'operator',
] as const
export type Role = (typeof roles)[number]

export const organisationKinds = ['council', 'supplier', 'funder', 'platform'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** A signed-in person and the one organisation they act for now. */
export type Actor = {
  personId: string
  personName: string
  organisationId: string
  organisationName: string
  organisationSlug: string
  organisationKind: OrganisationKind
  roles: Role[]
  /** They act in the name of a council that is part of this one now: its name. */
  nowPartOf?: string | undefined
}

export const hasRole = (actor: Actor, ...wanted: Role[]) =>
  wanted.some((role) => actor.roles.includes(role))
