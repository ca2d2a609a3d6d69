import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { RuleTerms } from './rule-terms.ts'

const columns = {
  id: true,
  version: true,
  terms: true,
  reason: true,
  inForceFrom: true,
  publishedAt: true,
  publishedBy: { select: { name: true } },
  secondPublisher: { select: { name: true } },
} as const

/** Every version of a pot's rule, the newest first. */
export async function listRuleVersions(potId: string) {
  const versions = await db.potRule.findMany({
    where: { potId },
    orderBy: { version: 'desc' },
    select: columns,
    take: 200,
  })
  return versions.map((rule) => ({ ...rule, terms: RuleTerms.parse(rule.terms) }))
}

export type RuleVersion = Awaited<ReturnType<typeof listRuleVersions>>[number]

/** The version that was in force at an instant. */
export async function getRule(potId: string, at = clock.now()) {
  const rule = await db.potRule.findFirst({
    where: { potId, inForceFrom: { lte: at } },
    orderBy: { version: 'desc' },
    select: columns,
  })
  if (!rule) throw new Refusal('not-found', 'This pot has no rule in force then.')
  return { ...rule, terms: RuleTerms.parse(rule.terms) }
}

/** What waits for a second person, for people of the pot's own funder. */
export async function listRuleProposals(actor: Actor, potId: string) {
  const proposals = await db.ruleProposal.findMany({
    where: { potId, publishedRuleId: null, pot: { funderId: actor.organisationId } },
    orderBy: { proposedAt: 'desc' },
    include: { proposedBy: { select: { name: true } } },
    take: 50,
  })
  return proposals.map((proposal) => ({ ...proposal, terms: RuleTerms.parse(proposal.terms) }))
}
