import { z } from 'zod'
import { emailInput } from '#app/core/email-input.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { canManagePeople, RolesInput } from '../organisations/people.ts'
import { WhoYouAre } from './invitation.ts'

export const JoinInput = z.object({ email: emailInput('Enter your work email address') })

export const JoinRequestInput = z.object({
  organisationId: z.uuid('Choose your council'),
  ...WhoYouAre.shape,
})
export type JoinRequestInput = z.output<typeof JoinRequestInput>

export const DecisionInput = z
  .object({
    decision: z.enum(['yes', 'no'], 'Choose yes or no'),
    roles: RolesInput.shape.roles,
    reason: z.string().trim().max(500, 'Use 500 characters or fewer').default(''),
  })
  .refine(({ decision, reason }) => decision === 'yes' || reason !== '', {
    path: ['reason'],
    error: 'Say why not: they are told',
  })
export type DecisionInput = z.output<typeof DecisionInput>

type Whose = { organisationId: string; hasAdministrator: boolean }

/** The council's administrators; while it has none, the operators of the site. */
export const canDecide = (actor: Actor, { organisationId, hasAdministrator }: Whose) =>
  (canManagePeople(actor) && actor.organisationId === organisationId) ||
  (!hasAdministrator && hasRole(actor, 'operator'))
