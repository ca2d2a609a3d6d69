import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { mayBegin } from '../organisations/former-organisation.ts'

export const InvitationInput = z.object({
  operationKey: z.uuid(),
  funderId: z.uuid('Choose a funder'),
  message: z.string().trim().max(1_000, 'Use 1,000 characters or fewer').default(''),
})
export type InvitationInput = z.output<typeof InvitationInput>

export const InvitationAnswer = z.object({
  answer: z.enum(['joined', 'declined', 'withdrawn'], 'Choose an answer'),
})
export type InvitationAnswer = z.output<typeof InvitationAnswer>

type Invited = { funderId: string; pot: { funderId: string } }

/** The invited funder says yes or no; who invited it may take the invitation back until then. */
export const canAnswerInvitation = (
  actor: Actor,
  { funderId, pot }: Invited,
  { answer }: InvitationAnswer,
) =>
  hasRole(actor, 'fund-manager') &&
  (answer !== 'joined' || mayBegin(actor)) &&
  actor.organisationId === (answer === 'withdrawn' ? pot.funderId : funderId)
