import { z } from 'zod'
import { hasRole, isSelf, roles, type Actor, type OrganisationKind, type Role } from './actor.ts'

/** Which roles an organisation of each kind may give. */
const rolesByKind: Record<OrganisationKind, Role[]> = {
  council: ['officer', 'finance-approver', 'administrator'],
  supplier: ['member', 'administrator'],
  funder: ['fund-manager', 'payment-approver', 'administrator'],
  platform: ['operator', 'administrator'],
}

export const rolesOf = (kind: OrganisationKind) => rolesByKind[kind]

/** Who holds one of these decides about money. */
export const movesMoney = (role: Role) =>
  role === 'finance-approver' || role === 'fund-manager' || role === 'payment-approver'

export const canManagePeople = (actor: Actor) => hasRole(actor, 'administrator')

/** Only councils sign pledges, so only they have limits. Nobody sets their own. */
export const canSetLimit = (actor: Actor, personId: string) =>
  canManagePeople(actor) && actor.organisationKind === 'council' && !isSelf(actor, personId)

const asList = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const RolesInput = z.object({
  roles: z.preprocess(asList, z.array(z.enum(roles, 'Choose roles from the list'))),
})

/** What a new set of roles gives and takes. */
export const compareRoles = (held: Role[], wanted: Role[]) => ({
  granted: [...new Set(wanted)].filter((role) => !held.includes(role)),
  ended: held.filter((role) => !wanted.includes(role)),
})
