import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileInRole } from '../organisations/while-in-role.server.ts'
import { canRunPot, type RuleProposalInput } from './pot.ts'
import { storedTerms } from './rule-terms.ts'

/** Writes down a new version of a pot's rule for a second person to publish. Nothing changes yet. */
export async function proposeRule(actor: Actor, potId: string, input: RuleProposalInput) {
  return whileInRole(() =>
    transaction(async (tx) => {
      const pot = await tx.pot.findUnique({ where: { id: potId }, select: { funderId: true } })
      if (!pot) throw new Refusal('not-found', 'This pot is not there.')
      if (!canRunPot(actor, pot))
        throw new Refusal('forbidden', 'Only a fund manager of the pot can propose a rule.')
      const proposedAt = clock.now()
      const proposal = { id: input.operationKey, potId }
      const { operationKey: key, ...body } = { ...input, terms: storedTerms(input.terms), potId }
      if (!(await startOperation(tx, actor, { verb: 'propose-rule', key, body })))
        return { id: proposal.id }
      await tx.ruleProposal.create({
        data: {
          ...proposal,
          terms: storedTerms(input.terms),
          reason: input.reason,
          inForceFrom: input.inForceFrom ?? proposedAt,
          proposedById: actor.personId,
          proposedAt,
        },
      })
      await record(tx, actor, {
        subjectKind: 'pot',
        subjectId: potId,
        action: 'rule-proposed',
        summary: 'Proposed a new version of the rule',
      })
      return { id: proposal.id }
    }),
  )
}
