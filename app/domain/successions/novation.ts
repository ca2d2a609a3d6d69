import { z } from 'zod'
import { hasRole, type Actor } from '../organisations/actor.ts'

export const NovationInput = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('agree'),
    operationKey: z.uuid(),
    agreement: z
      .string()
      .trim()
      .min(1, 'Say which agreement was signed, and when')
      .max(300, 'Use 300 characters or fewer'),
    isPermitted: z.literal('yes', 'Confirm that the law permits it'),
  }),
  z.object({ decision: z.literal('end'), novationId: z.uuid() }),
])
export type NovationInput = z.output<typeof NovationInput>
export type AgreeNovationInput = Extract<NovationInput, { decision: 'agree' }>

type Project = { leadCouncilId: string }

/** The council whose contract it is. Procurement Act 2023, s.74 and Sch. 8 para 9. */
export const canAgreeNovation = (actor: Actor, { leadCouncilId }: Project) =>
  hasRole(actor, 'officer') && actor.organisationId === leadCouncilId

type Concerned = Project & { supplierId: string; successorId: string | null }

/** That a firm is to be succeeded is told to those it is about until it has happened. */
export const canSeeWaiting = (
  actor: Actor,
  { leadCouncilId, supplierId, successorId }: Concerned,
) =>
  hasRole(actor, 'operator') ||
  [leadCouncilId, supplierId, successorId].includes(actor.organisationId)
