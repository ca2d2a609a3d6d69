import { z } from 'zod'
import { formatPounds, LARGEST_PENCE } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { DayInput, formatDay } from '#app/core/time.ts'

/** Money inside conditions is text, so that no digit is lost on the way through JSON. */
const PenceText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .refine((pence) => BigInt(pence) <= LARGEST_PENCE)

/**
 * What must hold when pledging closes for a pledge to count, and what makes it smaller. Always public.
 * More or larger pledges of others never make one of these harder to meet: `solve-round.ts` rests on that.
 */
export const Conditions = z.strictObject({
  minimumOtherCouncilsInRegion: z.number().int().min(1).max(50).optional(),
  /** So many councils pledge, this one included. */
  minimumCouncils: z.number().int().min(2).max(400).optional(),
  /** All councils together pledge so much, this one included, without match. */
  minimumPledgedPence: PenceText.optional(),
  /** At most this part of all that councils pledge, without match. 10,000 is all of it. */
  mostOfTotalBasisPoints: z.number().int().min(1).max(9_999).optional(),
  /** At most what this council pledges, under the name it had when the pledge was made. */
  asMuchAs: z.strictObject({ councilId: z.uuid(), name: z.string().max(200) }).optional(),
  dataStaysInUk: z.literal(true).optional(),
  /** The council's own decision is made by then; a finance approver's signature is that decision. */
  decisionByOn: DayInput.optional(),
  /** In the council's words; the lead council answers whether it is met. */
  other: z.string().trim().min(1).max(1_000).optional(),
})
export type Conditions = z.output<typeof Conditions>

/** The lead council's public answer to a condition in a council's own words. */
export const ConditionReply = z.object({
  operationKey: z.uuid(),
  isMet: z.preprocess((value) => value === true || value === 'yes', z.boolean()),
  reply: z.string().trim().min(1, 'Enter your reply').max(1_000, 'Enter 1,000 characters or fewer'),
})
export type ConditionReply = z.output<typeof ConditionReply>

/** 12.5% for 1,250 basis points. */
export function formatPercent(basisPoints: number) {
  const decimals = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(basisPoints / 100)}${decimals && `.${decimals}`}%`
}

/** Whether the pledge may turn out smaller than its sum. */
export const hangsOnOthers = ({ mostOfTotalBasisPoints, asMuchAs }: Conditions) =>
  mostOfTotalBasisPoints !== undefined || asMuchAs !== undefined

/** Whether it takes the pledges of others to say if the pledge counts, and at what sum. */
export const asksAboutOthers = (conditions: Conditions) =>
  hangsOnOthers(conditions) ||
  conditions.minimumOtherCouncilsInRegion !== undefined ||
  conditions.minimumCouncils !== undefined ||
  conditions.minimumPledgedPence !== undefined

/** As people read them, in the order of the form. */
export function describeConditions(conditions: Conditions) {
  const { minimumOtherCouncilsInRegion: others, dataStaysInUk, decisionByOn, other } = conditions
  const { mostOfTotalBasisPoints: share, asMuchAs } = conditions
  return [
    describeFloor(conditions),
    share && `At most ${formatPercent(share)} of what all councils pledge`,
    asMuchAs && `At most as much as ${asMuchAs.name}`,
    others && `At least ${countOf(others, 'other council')} in our region`,
    dataStaysInUk && 'The data stays in the UK',
    decisionByOn && `Delegated decision by ${formatDay(decisionByOn)}`,
    other,
  ].filter((text): text is string => typeof text === 'string')
}

function describeFloor({ minimumCouncils, minimumPledgedPence }: Conditions) {
  const sum = minimumPledgedPence && formatPounds(BigInt(minimumPledgedPence))
  const councils = minimumCouncils && countOf(minimumCouncils, 'council')
  if (councils && sum) return `At least ${councils} and ${sum} pledged, ours included`
  if (councils) return `At least ${councils}, ours included`
  return sum && `At least ${sum} pledged, ours included`
}
