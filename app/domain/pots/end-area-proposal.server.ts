import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canEndProposal } from './pot.ts'
import { tellAreaSentBack } from './tell-area-proposal.server.ts'

/**
 * Ends a proposal for the register: a second person sends it back, or its maker takes it back. The register
 * stays as it is. Sent twice it happens once.
 */
export async function endAreaProposal(
  actor: Actor,
  proposalId: string,
  { reason }: { reason: string },
) {
  await transaction(async (tx) => {
    const proposal = await tx.areaProposal.findUnique({
      where: { id: proposalId },
      select: {
        potId: true,
        endedAt: true,
        proposedById: true,
        pot: { select: { funderId: true } },
      },
    })
    if (!proposal || proposal.pot.funderId !== actor.organisationId)
      throw new Refusal('not-found', 'This proposal is not there.')
    if (!canEndProposal(actor, proposal.pot))
      throw new Refusal('forbidden', 'Ask a fund manager of the pot to send this back.')
    const body = { reason, personId: actor.personId }
    const refusal = 'This proposal was sent back before.'
    const operation = { verb: 'end-area-proposal', key: proposalId, body, refusal }
    if (!(await startOperation(tx, actor, operation))) return
    if (proposal.endedAt) throw new Refusal('conflict', refusal)
    const ended = await tx.areaProposal.updateMany({
      where: { id: proposalId, entryId: null, endedAt: null },
      data: { endedAt: clock.now(), endedById: actor.personId, endedReason: reason },
    })
    if (ended.count === 0) throw new Refusal('conflict', 'This proposal was approved just now.')
    const isOwn = proposal.proposedById === actor.personId
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: proposal.potId,
      action: 'area-proposal-ended',
      summary: isOwn
        ? 'Took back a proposal for the register'
        : 'Sent back a proposal for the register',
      detail: { proposalId, reason },
    })
    if (!isOwn) await tellAreaSentBack(tx, actor, { proposalId, reason })
  })
}
