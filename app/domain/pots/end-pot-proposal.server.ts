import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canEndPotProposal } from './proposed-pot.ts'

/** Ends a proposed pot: whoever proposed it takes it back, or another fund manager turns it down. Sent twice it happens once. */
export async function endPotProposal(
  actor: Actor,
  proposalId: string,
  { reason }: { reason: string },
) {
  await transaction(async (tx) => {
    const proposal = await tx.potProposal.findUnique({
      where: { id: proposalId },
      select: { funderId: true, name: true, endedAt: true, proposedById: true },
    })
    if (!proposal || proposal.funderId !== actor.organisationId)
      throw new Refusal('not-found', 'This proposal is not there.')
    if (!canEndPotProposal(actor, proposal))
      throw new Refusal('forbidden', 'Ask a fund manager of your organisation to turn this down.')
    const body = { reason, personId: actor.personId }
    const refusal = 'This proposal was put aside before.'
    const operation = { verb: 'end-pot-proposal', key: proposalId, body, refusal }
    if (!(await startOperation(tx, actor, operation))) return
    if (proposal.endedAt) throw new Refusal('conflict', refusal)
    const ended = await tx.potProposal.updateMany({
      where: { id: proposalId, agreedAt: null, endedAt: null },
      data: { endedAt: clock.now(), endedById: actor.personId, endedReason: reason },
    })
    if (ended.count === 0) throw new Refusal('conflict', 'This pot was agreed to just now.')
    const isOwn = proposal.proposedById === actor.personId
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: proposalId,
      action: 'pot-proposal-ended',
      summary: `${isOwn ? 'Took back' : 'Turned down'} the proposed pot ${proposal.name}`,
      detail: { reason },
    })
  })
}
