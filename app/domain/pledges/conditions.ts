import { z } from 'zod'
import { DayInput, formatDay } from '#app/core/time.ts'

/** What must hold when pledging closes for a pledge to count. Always public. */
export const Conditions = z.strictObject({
  minimumOtherCouncilsInRegion: z.number().int().min(1).max(50).optional(),
  dataStaysInUk: z.literal(true).optional(),
  /** The council's own decision is made by then; a finance approver's signature is that decision. */
  decisionByOn: DayInput.optional(),
  /** In the council's words; the lead council answers whether it is met. */
  other: z.string().trim().min(1).max(1_000).optional(),
})
export type Conditions = z.output<typeof Conditions>

/** The lead council's public answer to a condition in a council's own words. */
export const ConditionReply = z.object({
  isMet: z.preprocess((value) => value === true || value === 'yes', z.boolean()),
  reply: z.string().trim().min(1, 'Enter your reply').max(1_000, 'Enter 1,000 characters or fewer'),
})
export type ConditionReply = z.output<typeof ConditionReply>

/** A committed pledge as the conditions of the others see it. */
export type Standing = {
  pledgeId: string
  region: string
  conditions: Conditions
  /** The lead council's answer to the condition in the council's own words. */
  isConditionMet: boolean | null
}

type Terms = { isDataKeptInUk: boolean }

/** Why one pledge would not count among these others; nothing when it would. */
function unmetCondition(pledge: Standing, others: Standing[], terms: Terms) {
  const { minimumOtherCouncilsInRegion: needed, dataStaysInUk, other } = pledge.conditions
  const inRegion = others.filter(
    (one) => one.region === pledge.region && one.pledgeId !== pledge.pledgeId,
  ).length
  if (needed !== undefined && inRegion < needed)
    return `It needed ${needed} other ${needed === 1 ? 'council' : 'councils'} in ${pledge.region}; ${inRegion} pledged.`
  if (dataStaysInUk && !terms.isDataKeptInUk)
    return 'It needed the data to stay in the UK, and the lead council has not promised that.'
  if (other !== undefined && pledge.isConditionMet !== true)
    return 'The lead council did not say that its own condition is met.'
  return undefined
}

/**
 * The pledges that do not count, with the reason for each. One that falls may take others with it, so
 * this goes on until nothing changes: what is left is the most that can stand together.
 */
export function listUnmet(standing: Standing[], terms: Terms) {
  const unmet = new Map<string, string>()
  for (;;) {
    const live = standing.filter((pledge) => !unmet.has(pledge.pledgeId))
    const falling = live.flatMap((pledge) => {
      const reason = unmetCondition(pledge, live, terms)
      return reason ? [[pledge.pledgeId, reason] as const] : []
    })
    if (falling.length === 0) return unmet
    for (const [id, reason] of falling) unmet.set(id, reason)
  }
}

/** As people read them, in the order of the form. */
export function describeConditions(conditions: Conditions) {
  const { minimumOtherCouncilsInRegion: others, dataStaysInUk, decisionByOn, other } = conditions
  return [
    others && `At least ${others} other ${others === 1 ? 'council' : 'councils'} in our region`,
    dataStaysInUk && 'The data stays in the UK',
    decisionByOn && `Delegated decision by ${formatDay(decisionByOn)}`,
    other,
  ].filter((text): text is string => typeof text === 'string')
}
