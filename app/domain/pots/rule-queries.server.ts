import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { canPublishRule } from './pot.ts'
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

const proposalColumns = {
  id: true,
  potId: true,
  terms: true,
  reason: true,
  inForceFrom: true,
  proposedAt: true,
  proposedById: true,
  proposedBy: { select: { name: true } },
  publishedRule: {
    select: { version: true, inForceFrom: true, secondPublisher: { select: { name: true } } },
  },
  endedAt: true,
  endedReason: true,
  endedBy: { select: { name: true } },
} as const

/** Proposals of a pot that wait for a second person, for people of its own funder. */
export async function listRuleProposals(actor: Actor, potId: string) {
  const open = { publishedRuleId: null, endedAt: null }
  return readProposals({ potId, ...open, pot: { funderId: actor.organisationId } })
}

/** Every proposal of a pot that came to an end, published or put aside, for people of its own funder. */
export async function listPastProposals(actor: Actor, potId: string) {
  const past = { OR: [{ publishedRuleId: { not: null } }, { endedAt: { not: null } }] }
  return readProposals({ potId, ...past, pot: { funderId: actor.organisationId } })
}

export async function getRuleProposal(actor: Actor, { potId, id }: { potId: string; id: string }) {
  const [proposal] = await readProposals({ id, potId, pot: { funderId: actor.organisationId } })
  if (!proposal) throw new Refusal('not-found', 'This proposal is not there.')
  return proposal
}

/** Proposals in all pots of the actor's funder that they may publish themselves. */
export async function listRulesToPublish(actor: Actor) {
  const proposals = await db.ruleProposal.findMany({
    where: { publishedRuleId: null, endedAt: null, pot: { funderId: actor.organisationId } },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
    select: { ...proposalColumns, pot: { select: { slug: true, name: true, funderId: true } } },
    take: 50,
  })
  return proposals.filter((proposal) => canPublishRule(actor, proposal.pot, proposal))
}

async function readProposals(where: Prisma.RuleProposalWhereInput) {
  const proposals = await db.ruleProposal.findMany({
    where,
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    select: proposalColumns,
    take: 50,
  })
  return proposals.map((proposal) => ({ ...proposal, terms: RuleTerms.parse(proposal.terms) }))
}
export type RuleProposal = Awaited<ReturnType<typeof readProposals>>[number]
