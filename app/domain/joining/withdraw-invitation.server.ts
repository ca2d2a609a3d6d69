import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canLookAfter } from './invitation.ts'
import { getInvitation } from './queries.server.ts'

/** Takes back an invitation that nobody has accepted: its link is dead at once. Whoever came in before stays in. */
export async function withdrawInvitation(actor: Actor, invitationId: string) {
  return transaction(async (tx) => {
    const invitation = await getInvitation(actor, invitationId, tx)
    const { count } = canLookAfter(actor, invitation)
      ? await tx.invitation.updateMany({
          where: { id: invitationId, acceptedAt: null, withdrawnAt: null },
          data: { withdrawnAt: clock.real(), withdrawnById: actor.personId },
        })
      : { count: 0 }
    if (count === 0)
      throw new Refusal(
        'conflict',
        'It has been accepted or withdrawn. Look at your invitations again.',
      )
    await record(tx, actor, {
      subjectKind: 'invitation',
      subjectId: invitationId,
      action: 'invitation-withdrawn',
      summary: `Withdrew an invitation to ${invitation.organisationName}`,
    })
    return { isFirst: invitation.isFirst }
  })
}
