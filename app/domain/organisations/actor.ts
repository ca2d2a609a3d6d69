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
  /** Other accounts of the same human, as an operator has recorded (decision 054). */
  otherAccounts?: string[]
  /** Every organisation they belong to by this account, where it is more than the one they act for. */
  memberOf?: string[]
  /** They act in the name of a council that is part of this one now: its name. */
  nowPartOf?: string | undefined
}

/** Every account of the human who asks. */
export const accountsOf = ({ personId, otherAccounts = [] }: Actor) => [personId, ...otherAccounts]

/**
 * Is this person whoever asks, by this account or another of theirs? Wherever two people are wanted this is what is
 * asked, and the database asks its `same_human` again.
 */
export const isSelf = (actor: Actor, personId: string | null | undefined) =>
  accountsOf(actor).some((account) => account === personId)

/** Whether they belong to it, whomever they act for now. The database asks the same of their other accounts (decision 065). */
export const belongsTo = ({ organisationId, memberOf = [] }: Actor, id: string) =>
  organisationId === id || memberOf.includes(id)

export const hasRole = (actor: Actor, ...wanted: Role[]) =>
  wanted.some((role) => actor.roles.includes(role))
