import { z } from 'zod'
import { hasRole, roles, type Actor } from '../organisations/actor.ts'
import { canLead } from './challenge.ts'
import { requiredWords } from './draft.ts'

export const AskInput = z.object({
  text: requiredWords(1_000, 'Enter your question'),
  operationKey: z.uuid(),
})
export type AskInput = z.output<typeof AskInput>

export const AnswerInput = z.object({ text: requiredWords(4_000, 'Enter your answer') })
export type AnswerInput = z.output<typeof AnswerInput>

/** Anybody signed in may ask, whatever their part. */
export const canAsk = (actor: Actor) => hasRole(actor, ...roles)

export const canAnswer = canLead

/** Suppliers must not learn who else is looking, so only councils and funders are named. */
export const askerName = (asker: { kind: string; name: string }) =>
  asker.kind === 'supplier' ? 'A supplier' : asker.name
