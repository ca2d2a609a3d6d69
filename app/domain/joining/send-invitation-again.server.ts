import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canLookAfter } from './invitation.ts'
import { mailLink, newLink } from './offer.server.ts'
import { getInvitation } from './queries.server.ts'

/** Mails a new link for another seven days. The one before is dead from now on; address and roles stay as they were signed. */
export async function sendInvitationAgain(actor: Actor, invitationId: string) {
  return transaction(async (tx) => {
    const { email, isFirst, ...invitation } = await getInvitation(actor, invitationId, tx)
    const isAllowed = canLookAfter(actor, { ...invitation, isFirst })
    if (!isAllowed || !email) throw noneToSend()
    const link = newLink()
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, acceptedAt: null, withdrawnAt: null },
      data: { tokenHash: link.tokenHash, ...link.dates },
    })
    if (count === 0) throw noneToSend()
    await mailLink(tx, { ...invitation, email, by: actor, link })
    await record(tx, actor, {
      subjectKind: 'invitation',
      subjectId: invitationId,
      action: 'invitation-sent-again',
      summary: `Sent an invitation to ${invitation.organisationName} again`,
    })
    return { isFirst }
  })
}

const noneToSend = () =>
  new Refusal('conflict', 'It has been accepted or withdrawn. Look at your invitations again.')
