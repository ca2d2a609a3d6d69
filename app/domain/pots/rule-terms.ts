import { z } from 'zod'
import { LARGEST_PENCE } from '#app/core/money.ts'
import { DayInput } from '#app/core/time.ts'

/** Money inside a rule is text in the table, so that no digit is lost on the way through JSON. */
const PenceText = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(BigInt)
  .refine((pence) => pence <= LARGEST_PENCE)

const names = z.array(z.string().trim().min(1).max(120)).min(1).max(400)

/**
 * What a match rule says. A term that is left out sets no limit: *unset* is not *zero*, and a cap of
 * zero gives nothing. Every rule also stops at the gap to target; that is no term, it always holds.
 */
export const RuleTerms = z.strictObject({
  who: z
    .strictObject({
      councilTypes: names.optional(),
      nations: names.optional(),
      regions: names.optional(),
      /** Only councils of an area on the pot's register. */
      areaRegister: z.literal(true).optional(),
      /** Only councils of an area with a mayor in post on the day. */
      mayorInPost: z.literal(true).optional(),
    })
    .default({}),
  what: z
    .strictObject({
      serviceFunctionIds: z.array(z.number().int()).min(1).max(400).optional(),
      themes: names.optional(),
    })
    .default({}),
  /** First and last London day on which a pledge that is committed can earn match. */
  opensOn: DayInput.optional(),
  closesOn: DayInput.optional(),
  basisPoints: z.number().int().min(1).max(1_000_000),
  minimumCouncils: z.number().int().min(1).max(400).optional(),
  minimumPledgePence: PenceText.optional(),
  pledgeCapPence: PenceText.optional(),
  councilCapPence: PenceText.optional(),
  /** For the councils of one area together, on one challenge. */
  areaCapPence: PenceText.optional(),
  challengeCapPence: PenceText.optional(),
})
export type RuleTerms = z.output<typeof RuleTerms>

/** As they stand in the table. */
export type StoredTerms = z.input<typeof RuleTerms>

export function storedTerms(terms: RuleTerms): StoredTerms {
  const text = JSON.stringify(terms, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return JSON.parse(text) as StoredTerms
}
