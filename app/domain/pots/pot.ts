import { z } from 'zod'
import { PenceInput, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { DayInput } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { mayBegin } from '../organisations/former-organisation.ts'
import { purses } from './purse.ts'
import { RuleTerms } from './rule-terms.ts'

/** Places in the order that are chosen by hand. A pot that a funder makes is asked after all of them. */
export const PLACES_BY_HAND = 1_000

/** Where other pages of pots are. */
const taken = ['new', 'proposed']

/** What a funder says of a pot it makes. */
export const PotDetails = z.object({
  name: z
    .string('Enter a name')
    .trim()
    .min(1, 'Enter a name')
    .max(80, 'Use 80 characters or fewer'),
  slug: z
    .string('Enter a short name')
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, numbers and hyphens, like city-fund')
    .max(60, 'Use 60 characters or fewer')
    .refine((slug) => !taken.includes(slug), 'This site uses that address. Choose another one'),
  purpose: z
    .string('Say what the pot is for')
    .trim()
    .min(1, 'Say what the pot is for')
    .max(600, 'Use 600 characters or fewer'),
})

export const PotInput = PotDetails.extend({
  operationKey: z.uuid(),
  /** Which pot is asked first: 1 before 2. */
  askOrder: z.coerce.number().int().min(1).max(PLACES_BY_HAND),
  opensOn: DayInput,
  closesOn: orNone(DayInput),
})
export type PotInput = z.output<typeof PotInput>

export const FundingInput = z.object({
  operationKey: z.uuid(),
  amount: PenceInput,
  /** Left out: money that is not ring-fenced. */
  purse: z.enum(purses, 'Choose what the money is for').optional(),
})
export type FundingInput = z.output<typeof FundingInput>

export const RuleProposalInput = z.object({
  operationKey: z.uuid(),
  terms: RuleTerms,
  reason: z.string().trim().min(1, 'Say why the rule should change').max(1_000),
  inForceFrom: z.date().optional(),
})
export type RuleProposalInput = z.output<typeof RuleProposalInput>

const reason = z.string().trim().min(1, 'Say why').max(1_000)
export const ProposalDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('publish') }),
  z.object({
    decision: z.literal('end'),
    reason,
  }),
])

type Owned = { funderId: string }
/** The fund managers of the organisation that owns the pot. */
export const canRunPot = (actor: Actor, pot: Owned) =>
  hasRole(actor, 'fund-manager') && actor.organisationId === pot.funderId
/** Also fund managers of funders that joined it. The owner alone runs it. */
export const canFundPot = (actor: Actor, pot: Owned & { joinedFunderIds: string[] }) =>
  hasRole(actor, 'fund-manager') &&
  [pot.funderId, ...pot.joinedFunderIds].includes(actor.organisationId)
/** Money of a funder that is part of another is taken back in its name; new money is the successor's own. */
export const canAddMoney = (actor: Actor, pot: Owned & { joinedFunderIds: string[] }) =>
  canFundPot(actor, pot) && mayBegin(actor)
export const canCreatePot = (actor: Actor) =>
  actor.organisationKind === 'funder' && hasRole(actor, 'fund-manager')

/** A rule, or an entry of the register, takes two people: who proposed it does not publish it. */
export const canPublishRule = (actor: Actor, pot: Owned, proposal: { proposedById: string }) =>
  hasRole(actor, 'fund-manager', 'payment-approver') &&
  actor.organisationId === pot.funderId &&
  !isSelf(actor, proposal.proposedById)

/** Everybody of the funder who may propose or publish may also put a proposal aside. */
export const canEndProposal = (actor: Actor, pot: Owned) =>
  hasRole(actor, 'fund-manager', 'payment-approver') && actor.organisationId === pot.funderId
/** What waits for a second person is for people of the funder only. */
export const canSeeProposals = (actor: Actor | undefined, pot: Owned) =>
  actor?.organisationId === pot.funderId

/** Where a pot's money is. All of it is in exactly one of these. */
export type PotBalance = {
  allocatedPence: Pence
  reservedPence: Pence
  committedPence: Pence
  paidPence: Pence
}

export const availableIn = (pot: PotBalance): Pence =>
  pot.allocatedPence - pot.reservedPence - pot.committedPence - pot.paidPence
