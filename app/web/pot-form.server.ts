import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { hasPotAt, listPots } from '#app/domain/pots/queries.server.ts'
import { getProposedPot } from '#app/domain/pots/proposed-pot-queries.server.ts'
import {
  canAgreePot,
  canEndPotProposal,
  canSeeProposedPots,
  requireMayProposePot,
  SHORT_NAME_TAKEN,
} from '#app/domain/pots/proposed-pot.ts'
import { PotForm } from '#app/domain/pots/proposal-form.ts'
import type { RuleFields } from '#app/domain/pots/rule-form.ts'
import { compareWithRule } from './rule-form.server.ts'

/** Says beside its field what would be refused later. */
export async function requireFreeName(actor: Actor, slug: string) {
  requireMayProposePot(actor)
  if (await hasPotAt(slug)) throw new Refusal('invalid', SHORT_NAME_TAKEN, { field: 'slug' })
}

/** A new pot as an address carries it; nothing when it does not make sense. */
export async function checkPot(actor: Actor, typed: RuleFields) {
  requireMayProposePot(actor)
  const parsed = PotForm.safeParse(typed)
  if (!parsed.success) return undefined
  const { name, slug, purpose, reason, inForceFromOn, terms } = parsed.data
  const { words } = await compareWithRule(await newcomer(), terms)
  return { name, slug, purpose, reason, inForceFromOn, words }
}

/** A proposed pot to people of its funder, and what this person may do with it. */
export async function openProposedPot(actor: Actor, id: string) {
  if (!canSeeProposedPots(actor)) throw new Refusal('not-found', 'Page not found')
  const proposal = await getProposedPot(actor, id)
  const isOpen = !proposal.agreedAt && !proposal.endedAt
  return {
    proposal,
    isOpen,
    isOwn: proposal.proposedById === actor.personId,
    canAgree: isOpen && canAgreePot(actor, proposal),
    canEnd: isOpen && canEndPotProposal(actor, proposal),
    ...(await compareWithRule(await newcomer(), proposal.terms)),
  }
}

/** A pot that is not there has no rule yet, and is asked after all that are. */
async function newcomer() {
  const pots = await listPots()
  return { rule: undefined, closesOn: null, askedAfter: pots.map(({ name }) => name) }
}
