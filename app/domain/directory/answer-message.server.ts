import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnMessage } from './message-queries.server.ts'

/** From now nobody of the organisation this message came from reaches its recipient, who alone may say so. They are not told. */
export async function blockSender(actor: Actor, messageId: string) {
  await transaction(async (tx) => {
    const { senderOrganisationId: organisationId } = await getOwnMessage(actor, messageId, tx)
    const { personId } = actor
    const { count } = await tx.messageBlock.createMany({
      data: [{ personId, organisationId, blockedAt: clock.now() }],
      skipDuplicates: true,
    })
    if (count === 0) return
    await note(tx, actor, { id: messageId, action: 'sender-blocked', summary: blocked })
  })
}

const blocked = 'Blocked messages from an organisation'

/** Lets an organisation write again. */
export async function unblockOrganisation(actor: Actor, organisationId: string) {
  const { personId } = actor
  await transaction(async (tx) => {
    const { count } = await tx.messageBlock.deleteMany({ where: { personId, organisationId } })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'sender-unblocked',
      summary: 'Let an organisation write again',
    })
  })
}

/** Shows a message to the operators, with what its recipient says about it. Once. */
export async function reportMessage(
  actor: Actor,
  messageId: string,
  { reason }: { reason: string },
) {
  await transaction(async (tx) => {
    await getOwnMessage(actor, messageId, tx)
    const { count } = await tx.listingMessage.updateMany({
      where: { id: messageId, reportedAt: null },
      data: { reportedAt: clock.now(), reportReason: reason },
    })
    if (count === 0)
      throw new Refusal('conflict', 'You have reported this message. The operators read it.')
    await note(tx, actor, { id: messageId, action: 'message-reported', summary: reported })
  })
}

const reported = 'Reported a message'

type Note = { id: string; action: string; summary: string }

const note = (tx: Tx, actor: Actor, { id, action, summary }: Note) =>
  record(tx, actor, { subjectKind: 'listing-message', subjectId: id, action, summary })
