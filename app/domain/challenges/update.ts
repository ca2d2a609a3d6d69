import { z } from 'zod'
import { requiredWords, seenAt } from './draft.ts'

export const UpdateInput = z.object({
  title: requiredWords(120, 'Enter a headline'),
  body: requiredWords(4_000, 'Say what is new'),
  operationKey: z.uuid(),
})
export type UpdateInput = z.output<typeof UpdateInput>

/** A change to what is published says what changed, and that note is public. */
export const RevisionInput = z.object({
  seenAt,
  operationKey: z.uuid(),
  summary: requiredWords(300, 'Enter a summary of the problem'),
  problem: requiredWords(6_000, 'Describe the problem'),
  outcome: requiredWords(2_000, 'Enter at least one thing that good looks like'),
  note: requiredWords(500, 'Say what changed and why'),
})
export type RevisionInput = z.output<typeof RevisionInput>
