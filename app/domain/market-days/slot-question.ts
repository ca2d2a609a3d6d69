import { z } from 'zod'
import type { Actor } from '../organisations/actor.ts'
import { canRunMarketDays } from './market-day.ts'

export const SlotQuestionInput = z.object({
  text: z.string().trim().min(1, 'Enter your question').max(1000, 'Use 1,000 characters or fewer'),
  operationKey: z.uuid(),
})
export type SlotQuestionInput = z.output<typeof SlotQuestionInput>

export const SlotAnswerInput = z.object({
  answer: z.string().trim().min(1, 'Enter your answer').max(2000, 'Use 2,000 characters or fewer'),
})

/** The firm that shows the demo answers; what is not about a demo, the operator does. */
export const canAnswer = (actor: Actor | undefined, firm: { id: string } | null | undefined) =>
  firm ? actor?.organisationId === firm.id : canRunMarketDays(actor)
