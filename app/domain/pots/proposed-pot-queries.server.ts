import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { canAgreePot } from './proposed-pot.ts'
import { RuleTerms } from './rule-terms.ts'

const columns = {
  id: true,
  funderId: true,
  slug: true,
  name: true,
  purpose: true,
  terms: true,
  reason: true,
  inForceFrom: true,
  proposedAt: true,
  proposedById: true,
  proposedBy: { select: { name: true } },
  agreedAt: true,
  agreedBy: { select: { name: true } },
  endedAt: true,
  endedReason: true,
  endedBy: { select: { name: true } },
} as const

const open = { agreedAt: null, endedAt: null }

/** Pots that the actor's own funder proposed and nobody has agreed to yet, the newest first. */
export const listProposedPots = (actor: Actor) => readProposed(actor, open)

/** Those that were agreed to, or ended. */
export const listPastPotProposals = (actor: Actor) =>
  readProposed(actor, { OR: [{ agreedAt: { not: null } }, { endedAt: { not: null } }] })

export async function getProposedPot(actor: Actor, id: string) {
  const [proposal] = await readProposed(actor, { id })
  if (!proposal) throw new Refusal('not-found', 'This proposal is not there.')
  return proposal
}

/** Proposed pots that the actor may agree to. */
export async function listPotsToAgree(actor: Actor) {
  if (actor.organisationKind !== 'funder') return []
  const proposals = await listProposedPots(actor)
  return proposals.filter((proposal) => canAgreePot(actor, proposal))
}

async function readProposed(actor: Actor, where: Prisma.PotProposalWhereInput) {
  const proposals = await db.potProposal.findMany({
    where: { ...where, funderId: actor.organisationId },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    select: columns,
    take: 50,
  })
  return proposals.map((proposal) => ({ ...proposal, terms: RuleTerms.parse(proposal.terms) }))
}
export type ProposedPot = Awaited<ReturnType<typeof readProposed>>[number]
