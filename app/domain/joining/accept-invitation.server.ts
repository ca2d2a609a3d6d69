import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { admitPerson } from '../organisations/admit-person.server.ts'
import type { Role } from '../organisations/actor.ts'
import { listRoleNames } from '../organisations/role-words.ts'
import type { WhoYouAre } from './invitation.ts'

/** By somebody who has just shown that they read mail at this address. */
export type Acceptance = { invitationId: string; email: string } & WhoYouAre

/**
 * Makes whoever reads mail at the invited address a member, with the roles that were offered. Once, in time, and
 * only for that address; of two at once the second finds it accepted, or withdrawn.
 */
export async function acceptInvitation(tx: Tx, { invitationId, email, ...who }: Acceptance) {
  const [invitation] = await tx.$queryRaw<Locked[]>`
    select organisation_id as "organisationId", roles, invited_by_id as "invitedById" from invitations
    where id = ${invitationId}::uuid and email = ${email}
      and accepted_at is null and withdrawn_at is null and expires_at > ${clock.real()}
    for update`
  if (!invitation) throw noLongerWorks()
  const { organisationId, roles, invitedById } = invitation
  const from = { organisationId, roles, grantedById: invitedById }
  const { personId, membershipId } = await admitPerson(tx, { email, ...who, ...from })
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, acceptedAt: null, withdrawnAt: null },
    data: { acceptedAt: clock.real(), acceptedById: personId, email: null },
  })
  invariant(count === 1, 'an invitation that is locked is accepted once')
  const subjects = [
    { subjectKind: 'invitation', subjectId: invitationId },
    { subjectKind: 'membership', subjectId: membershipId },
  ]
  for (const subject of subjects)
    await record(
      tx,
      { personId, organisationId },
      {
        ...subject,
        action: 'invitation-accepted',
        summary: `Joined by invitation: ${listRoleNames(roles)}`,
        detail: { roles: roles.join(' '), invitedById },
      },
    )
  return { personId, organisationId }
}

type Locked = { organisationId: string; roles: Role[]; invitedById: string }

export const noLongerWorks = () =>
  new Refusal(
    'not-found',
    'This invitation no longer works. Ask whoever invited you to send it again.',
  )
