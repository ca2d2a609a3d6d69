import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { mayBegin, requireBeginning } from '../organisations/former-organisation.ts'
import { canCreatePot, PotDetails } from './pot.ts'
import { RuleTerms } from './rule-terms.ts'

export const SHORT_NAME_TAKEN = 'Another pot has this short name. Choose another one'

export const PotProposalInput = PotDetails.extend({
  operationKey: z.uuid(),
  terms: RuleTerms,
  reason: z.string().trim().min(1, 'Say why the rule is as it is').max(1_000),
  inForceFrom: z.date().optional(),
})
export type PotProposalInput = z.output<typeof PotProposalInput>

export const PotDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('agree') }),
  z.object({
    decision: z.literal('end'),
    reason: z.string().trim().min(1, 'Say why').max(1_000, 'Use 1,000 characters or fewer'),
  }),
])

type Proposed = { funderId: string; proposedById: string }

export const canProposePot = (actor: Actor) => canCreatePot(actor) && mayBegin(actor)
export function requireMayProposePot(actor: Actor) {
  requireBeginning(actor)
  if (!canProposePot(actor))
    throw new Refusal('forbidden', 'Ask a fund manager of your organisation to propose a pot.')
}
/** A pot takes two fund managers of its funder: who proposed it does not agree to it. */
export const canAgreePot = (actor: Actor, { funderId, proposedById }: Proposed) =>
  canProposePot(actor) && actor.organisationId === funderId && !isSelf(actor, proposedById)
/** Whoever proposed it takes it back; any other fund manager turns it down. */
export const canEndPotProposal = (actor: Actor, { funderId }: { funderId: string }) =>
  hasRole(actor, 'fund-manager') && actor.organisationId === funderId
/** Until it is there a pot is for people of its own funder only. */
export const canSeeProposedPots = (actor: Actor | undefined): actor is Actor =>
  actor?.organisationKind === 'funder'
