import { z } from 'zod'
import { isStandstillOver } from './standstill.ts'

/** Each button of the award carries a key, so that it is pressed once. */
export const AwardStep = z.object({ operationKey: z.uuid() })
export type AwardStep = z.output<typeof AwardStep>

export const AwardInput = AwardStep.extend({
  pitchId: z.uuid({ error: 'Choose the pitch to award' }),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why this pitch is awarded')
    .max(2_000, 'Use 2,000 characters or fewer'),
})
export type AwardInput = z.output<typeof AwardInput>

/** The three buttons of the award page. */
export const AwardStepInput = z.discriminatedUnion('step', [
  AwardInput.extend({ step: z.literal('decide') }),
  AwardStep.extend({ step: z.literal('publish') }),
  AwardStep.extend({ step: z.literal('confirm') }),
])

export const DeclarationInput = z
  .object({
    conflict: z.enum(['no', 'yes'], { error: 'Choose yes or no' }),
    detail: z.string().trim().max(1_000, 'Use 1,000 characters or fewer').default(''),
  })
  .refine(({ conflict, detail }) => conflict === 'no' || detail !== '', {
    path: ['detail'],
    message: 'Say what the conflict is',
  })
  .transform(({ conflict, detail }) => ({
    hasConflict: conflict === 'yes',
    detail: conflict === 'yes' ? detail : null,
  }))
export type DeclarationInput = z.output<typeof DeclarationInput>

export const AppointmentInput = z.object({
  membershipId: z.uuid({ error: 'Choose an assessor' }),
})

type AwardFacts = {
  publishedAt: Date | null
  standstillEndsOn: Date | null
  confirmedAt: Date | null
}

export type AwardState = 'decided' | 'standstill' | 'ready to confirm' | 'confirmed'

export function awardState(award: AwardFacts, now: Date): AwardState {
  if (award.confirmedAt) return 'confirmed'
  if (!award.publishedAt) return 'decided'
  return isStandstillOver(award, now) ? 'ready to confirm' : 'standstill'
}
