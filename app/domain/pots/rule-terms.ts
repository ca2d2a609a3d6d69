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
const count = z.number().int().min(1).max(400)
const rate = z.number().int().min(0).max(1_000_000)

const AmountBand = z.strictObject({ abovePence: PenceText, basisPoints: rate })
const CouncilBand = z.strictObject({ fromCouncil: count, basisPoints: rate })

const rises = (edges: (bigint | number)[], first: bigint | number) =>
  edges[0] === first && edges.every((edge, place) => place === 0 || edge > (edges[place - 1] ?? 0))

const startsAndRises = 'Begin each band above the one before it'
export const MOST_BANDS = 5
const bands = <T extends z.ZodType>(band: T) => z.array(band).min(1).max(MOST_BANDS)

/** Rates in bands. Marginal, as income tax is: a band's rate is for what lies in it, never for all. */
const Tiers = z.discriminatedUnion('by', [
  /** By the size of the pledge: this rate for the part of it above so much. */
  z.strictObject({
    by: z.literal('amount'),
    bands: bands(AmountBand).refine(
      (all) =>
        rises(
          all.map((one) => one.abovePence),
          0n,
        ),
      startsAndRises,
    ),
  }),
  /** By who came when: this rate for the pledge of the nth council and of those after it. */
  z.strictObject({
    by: z.literal('councils'),
    bands: bands(CouncilBand).refine(
      (all) =>
        rises(
          all.map((one) => one.fromCouncil),
          1,
        ),
      startsAndRises,
    ),
  }),
])
export type Tiers = z.output<typeof Tiers>

const terms = {
  who: z
    .strictObject({
      councilTypes: names.optional(),
      nations: names.optional(),
      regions: names.optional(),
      /** Only councils that are members of one of these mayoral areas on the day. */
      areaIds: z.array(z.uuid()).min(1).max(60).optional(),
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

  /** How much: one rate, rates in bands, or the pot shared out when its set of challenges closes. */
  basisPoints: rate.min(1).optional(),
  tiers: Tiers.optional(),
  quadratic: z
    .strictObject({
      /** The most of what is shared out that one challenge can get. */
      challengeShareBasisPoints: z.number().int().min(0).max(10_000).optional(),
      /**
       * Gives the whole pot away, also where the squares come to less. Without it a challenge gets what
       * its square comes to and no more, as the method was published: what is over stays in the pot.
       */
      scalesUp: z.literal(true).optional(),
    })
    .optional(),
  /** Once for a challenge, with the first pledge that finds this many councils. */
  bonus: z.strictObject({ pence: PenceText, fromCouncils: count }).optional(),

  minimumCouncils: count.optional(),
  minimumPledgePence: PenceText.optional(),
  /** In the team that does the work. It is known from the award on. */
  minimumSuppliers: count.optional(),
  minimumSectors: count.optional(),

  pledgeCapPence: PenceText.optional(),
  councilCapPence: PenceText.optional(),
  /** For the councils of one area together, on one challenge. */
  areaCapPence: PenceText.optional(),
  challengeCapPence: PenceText.optional(),
  /** Of the target of a challenge, for all its match from this pot. */
  targetShareBasisPoints: z.number().int().min(0).max(10_000).optional(),

  /** Gives nothing to a pledge that a pot asked earlier gave to. */
  doesNotStack: z.literal(true).optional(),
}

/**
 * What a match rule says. A term that is left out sets no limit: *unset* is not *zero*, and a cap of
 * zero gives nothing. Every rule also stops at the gap to target; that is no term, it always holds.
 */
export const RuleTerms = z.strictObject(terms).check(({ value, issues }) => {
  const wrong = (term: string, message: string) =>
    issues.push({ code: 'custom', path: [term], message, input: value })
  const ways = [value.basisPoints, value.tiers, value.quadratic].filter(Boolean).length
  if (ways > 1) wrong('basisPoints', 'Choose one: a rate, rates in bands, or sharing at the end')
  if (ways === 0 && !value.bonus) wrong('basisPoints', 'Enter what is added for each £1')
  if (value.opensOn && value.closesOn && value.closesOn < value.opensOn)
    wrong('closesOn', 'The last day is on or after the first day')
  if (value.bonus?.pence === 0n) wrong('bonus', 'Enter a bonus above £0, or leave it out')
  if (value.quadratic)
    for (const term of immediateOnly)
      if (value[term] !== undefined) wrong(term, 'Not for a pot that shares its money at the end')
})
export type RuleTerms = z.output<typeof RuleTerms>

/** Terms that say how one pledge is matched when it is committed. */
const immediateOnly = ['bonus', 'pledgeCapPence', 'councilCapPence', 'areaCapPence'] as const

/** As they stand in the table. */
export type StoredTerms = z.input<typeof RuleTerms>

export function storedTerms(terms: RuleTerms): StoredTerms {
  const text = JSON.stringify(terms, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return JSON.parse(text) as StoredTerms
}
