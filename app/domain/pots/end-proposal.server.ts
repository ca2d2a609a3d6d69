import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canEndProposal } from './pot.ts'

/** Puts a proposal aside: its maker takes it back, or a second person turns it down. The rule stays as it is. Sent twice it happens once. */
export async function endProposal(
  actor: Actor,
  proposalId: string,
  { reason }: { reason: string },
) {
  await transaction(async (tx) => {
    const proposal = await tx.ruleProposal.findUnique({
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
      throw new Refusal('forbidden', 'Ask a fund manager of the pot to turn this down.')
    const body = { reason, personId: actor.personId }
    const refusal = 'This proposal was put aside before.'
    const operation = { verb: 'end-proposal', key: proposalId, body, refusal }
    if (!(await startOperation(tx, actor, operation))) return
    if (proposal.endedAt) throw new Refusal('conflict', refusal)
    const ended = await tx.ruleProposal.updateMany({
      where: { id: proposalId, publishedRuleId: null, endedAt: null },
      data: { endedAt: clock.now(), endedById: actor.personId, endedReason: reason },
    })
    if (ended.count === 0) throw new Refusal('conflict', 'This proposal was published just now.')
    await record(tx, actor, {
      subjectKind: 'pot',
      subjectId: proposal.potId,
      action: 'rule-proposal-ended',
      summary:
        proposal.proposedById === actor.personId
          ? 'Took back a proposal for the rule'
          : 'Turned down a proposal for the rule',
      detail: { reason },
    })
  })
}
