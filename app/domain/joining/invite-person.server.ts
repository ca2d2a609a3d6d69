import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Said } from '../audit/proofs.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { listRoleNames } from '../organisations/role-words.ts'
import { assertMayOffer } from '../organisations/two-administrators.server.ts'
import {
  canInvite,
  canInviteFirst,
  mayBeOffered,
  type FirstAdministratorInput,
  type InvitationInput,
} from './invitation.ts'
import { offer } from './offer.server.ts'

/**
 * Asks somebody into the administrator's own organisation, with the roles they will have. They come in once they
 * accept, by signing in at that very address; nobody is made a member by this.
 */
export async function invitePerson(actor: Actor, { email, roles }: InvitationInput) {
  const { organisationId, organisationName, organisationKind } = actor
  if (!canInvite(actor))
    throw new Refusal('forbidden', `Ask an administrator of ${organisationName} to invite people.`)
  if (!mayBeOffered(organisationKind, roles))
    throw new Refusal('invalid', 'Choose roles from the list.', { field: 'roles' })
  return transaction(async (tx) => {
    await assertMayOffer(tx, organisationId, roles)
    const body = { organisationId, email, roles }
    const says = () => sayOffer(organisationName, email, roles)
    await requireProof(tx, actor, { verb: 'invite-person', body, says })
    return offer(tx, actor, { ...body, organisationName, isFirst: false })
  })
}

/** Asks the first administrator into an organisation that has none, for the operators of the site. */
export async function inviteFirstAdministrator(actor: Actor, input: FirstAdministratorInput) {
  if (!canInviteFirst(actor))
    throw new Refusal('forbidden', 'Only the operators of this site invite a first administrator.')
  return transaction(async (tx) => {
    const { organisationId, email } = input
    const organisationName = await getNameWithoutAdministrator(tx, organisationId)
    const roles: Role[] = ['administrator']
    const says = () => sayOffer(organisationName, email, roles)
    await requireProof(tx, actor, { verb: 'invite-first-administrator', body: input, says })
    return offer(tx, actor, { organisationId, organisationName, email, roles, isFirst: true })
  })
}

async function getNameWithoutAdministrator(tx: Tx, id: string) {
  const organisation = await tx.organisation.findFirst({
    where: { id, kind: { not: 'platform' } },
    select: {
      name: true,
      memberships: {
        where: { endedAt: null, roles: { some: { role: 'administrator' } } },
        take: 1,
        select: { id: true },
      },
    },
  })
  if (!organisation)
    throw new Refusal('invalid', 'Choose an organisation', { field: 'organisationId' })
  if (organisation.memberships.length > 0)
    throw new Refusal('conflict', `${organisation.name} has an administrator, who invites others`, {
      field: 'organisationId',
    })
  return organisation.name
}

const sayOffer = (organisationName: string, email: string, roles: Role[]): Said[] => [
  { name: 'You sign', value: `That somebody may join ${organisationName}` },
  { name: 'Email address', value: email },
  { name: 'Roles', value: listRoleNames(roles) },
]
