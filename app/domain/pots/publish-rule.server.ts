import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { isCheckViolation } from '#app/core/sql-error.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { canPublishRule } from './pot.ts'
import { RuleTerms } from './rule-terms.ts'
import { sayRule } from './say-rule.server.ts'
import { laterOf, writeRule } from './write-rule.server.ts'

/**
 * The second person publishes a proposed rule as the pot's next version. It never changes afterwards,
 * and pledges committed before keep the version they were committed under. The proposal is the key: published
 * again by the same person it answers the same.
 */
export async function publishRule(actor: Actor, proposalId: string) {
  try {
    return await whileTwoPeople(() => transaction((tx) => publish(tx, actor, proposalId)))
  } catch (error) {
    if (isCheckViolation(error, 'pots_share_out_one_purse'))
      throw new Refusal(
        'conflict',
        'Part of the pot is ring-fenced, so it cannot be shared out as one sum.',
      )
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'Another version was published just now. Look at it first.')
  }
}

async function publish(tx: Tx, actor: Actor, proposalId: string) {
  const proposal = await tx.ruleProposal.findUnique({
    where: { id: proposalId },
    include: { pot: { select: { funderId: true, name: true } } },
  })
  if (!proposal) throw new Refusal('not-found', 'This proposal is not there.')
  const { pot, potId } = proposal
  if (!canPublishRule(actor, pot, proposal))
    throw new Refusal('forbidden', 'A second person of the funder publishes the rule.')
  const body = { personId: actor.personId }
  const refusal = 'This proposal was published just now.'
  const operation = { verb: 'publish-rule', key: proposalId, body, refusal }
  if (!(await startOperation(tx, actor, operation))) {
    const { publishedRuleId } = await tx.ruleProposal.findUniqueOrThrow({
      where: { id: proposalId },
    })
    invariant(publishedRuleId, 'a proposal is published in the transaction that says so')
    return { id: publishedRuleId }
  }
  if (proposal.publishedRuleId) throw new Refusal('conflict', refusal)
  if (proposal.endedAt) throw new Refusal('conflict', 'This proposal has ended. Look at it again.')

  const publishedAt = clock.now()
  const last = await tx.potRule.findFirst({
    where: { potId },
    orderBy: { version: 'desc' },
    select: { version: true, inForceFrom: true },
  })
  const version = (last?.version ?? 0) + 1
  if (last && laterOf(proposal.inForceFrom, publishedAt) < last.inForceFrom)
    throw new Refusal('conflict', `Version ${last.version} comes into force after this one would.`)
  const terms = RuleTerms.parse(proposal.terms)
  const signed = { ...proposal, potName: pot.name, version, terms }
  const says = () => sayRule(signed)
  await requireProof(tx, actor, { verb: 'publish-rule', key: proposalId, body, says })
  const rule = await writeRule(tx, {
    ...{ potId, version, terms, proposal, publishedAt },
    secondPublisherId: actor.personId,
  })
  const { count } = await tx.ruleProposal.updateMany({
    where: { id: proposalId, endedAt: null, publishedRuleId: null },
    data: { publishedRuleId: rule.id },
  })
  if (count === 0) throw new Refusal('conflict', 'This proposal has changed. Look at it again.')
  await record(tx, actor, {
    subjectKind: 'pot',
    subjectId: potId,
    action: 'rule-published',
    summary: `Published version ${version} of the rule`,
  })
  return { id: rule.id }
}
