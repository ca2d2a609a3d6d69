import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { InvitationInput } from './invitation.ts'
import { canRunPot } from './pot.ts'

/**
 * Asks another funder to put money into a pot. It may from when one of its own fund managers accepts. Sent twice it
 * is asked once.
 */
export async function inviteFunder(actor: Actor, potId: string, input: InvitationInput) {
  try {
    await transaction((tx) => invite(tx, actor, { potId, ...input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'This funder is invited already, or has joined.')
  }
}

async function invite(
  tx: Tx,
  actor: Actor,
  { operationKey: id, potId, funderId, message }: InvitationInput & { potId: string },
) {
  const pot = await tx.pot.findUnique({
    where: { id: potId },
    select: { funderId: true, name: true },
  })
  if (!pot) throw new Refusal('not-found', 'This pot is not there.')
  if (!canRunPot(actor, pot))
    throw new Refusal('forbidden', 'Only a fund manager of the pot can invite another funder.')
  const funder = await tx.funder.findUnique({
    where: { id: funderId },
    select: { organisation: { select: { name: true, former: { select: { id: true } } } } },
  })
  if (!funder || funder.organisation.former || funderId === pot.funderId)
    throw new Refusal('invalid', 'Choose another funder', { field: 'funderId' })
  const body = { potId, funderId, message }
  if (!(await startOperation(tx, actor, { verb: 'invite-funder', key: id, body }))) return
  await tx.potInvitation.create({
    data: {
      id,
      potId,
      funderId,
      message,
      invitedById: actor.personId,
      invitedAt: clock.now(),
    },
  })
  await record(tx, actor, {
    subjectKind: 'pot',
    subjectId: potId,
    action: 'funder-invited',
    summary: `Invited ${funder.organisation.name} to put money into ${pot.name}`,
    about: [funderId],
    detail: { funderId },
  })
}
