import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { canAnswerInvitation, type InvitationAnswer } from './invitation.ts'

/**
 * Joins a pot or declines to, for the invited funder; or takes the invitation back, for the pot's owner. The
 * invitation is the key: the same answer again by the same person does nothing.
 */
export async function answerInvitation(
  actor: Actor,
  invitationId: string,
  input: InvitationAnswer,
) {
  if (input.answer === 'joined') requireBeginning(actor)
  await transaction(async (tx) => {
    const invitation = await tx.potInvitation.findUnique({
      where: { id: invitationId },
      select: { potId: true, funderId: true, answer: true, pot: true },
    })
    if (
      !invitation ||
      ![invitation.funderId, invitation.pot.funderId].includes(actor.organisationId)
    )
      throw new Refusal('not-found', 'This invitation is not there.')
    if (!canAnswerInvitation(actor, invitation, input))
      throw new Refusal('forbidden', 'Ask a fund manager of the invited funder to answer.')
    const body = { answer: input.answer, personId: actor.personId }
    const refusal = 'This invitation has been answered. Look at it again.'
    const operation = { verb: 'answer-invitation', key: invitationId, body, refusal }
    if (!(await startOperation(tx, actor, operation))) return
    const answered = await tx.potInvitation.updateMany({
      where: { id: invitationId, answer: null },
      data: { answer: input.answer, answeredById: actor.personId, answeredAt: clock.now() },
    })
    if (answered.count === 0) throw new Refusal('conflict', refusal)
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: invitation.potId,
      action: `invitation-${input.answer}`,
      summary: summaryOf[input.answer](actor.organisationName, invitation.pot.name),
    })
  })
}

const summaryOf = {
  joined: (funder: string, pot: string) => `${funder} joined ${pot}`,
  declined: (funder: string, pot: string) => `${funder} declined to join ${pot}`,
  withdrawn: (_: string, pot: string) => `Took back an invitation to ${pot}`,
}
