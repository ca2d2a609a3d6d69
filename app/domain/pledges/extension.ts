import { z } from 'zod'
import { formatPounds, PenceInput, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { orNone } from '#app/core/or-none.ts'
import { addDays, DayInput, formatDay, londonDay } from '#app/core/time.ts'
import { canOpenRound, formatClosing, isPastClosing, wrongStretch } from './round.ts'

/** A later closing day for an open round, and why; with a stretch target, if that is set or raised too. */
export const ExtensionInput = z.object({
  operationKey: z.uuid(),
  closesOn: DayInput,
  stretch: orNone(PenceInput),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the round needs longer')
    .max(500, 'Enter 500 characters or fewer'),
})
export type ExtensionInput = z.output<typeof ExtensionInput>

export const canExtendRound = canOpenRound

/** How often a round may be extended, and by how many days each time. */
export type ExtensionLimits = { mostTimes: number; mostDays: number }
type Open = { closesAt: Date; closedAt: Date | null }

/** Why a round cannot be extended at all now, or nothing. */
export function whyNotExtend(
  round: Open & { extensions: number },
  { mostTimes }: ExtensionLimits,
  now: Date,
) {
  if (round.closedAt || isPastClosing(round, now))
    return `Pledging closed at ${formatClosing(round)}, so it can no longer be extended.`
  if (round.extensions >= mostTimes)
    return `A round can be extended ${mostTimes === 1 ? 'once' : countOf(mostTimes, 'time')}, and this one has been.`
  return undefined
}

/** The first and the last day that pledging may be extended to. */
export const extensionDays = ({ closesAt }: { closesAt: Date }, { mostDays }: ExtensionLimits) => ({
  first: addDays(londonDay(closesAt), 1),
  last: addDays(londonDay(closesAt), mostDays),
})

/** Why it cannot be extended to this day, or nothing. */
export function wrongExtension(closesOn: string, round: Open, limits: ExtensionLimits) {
  const { first, last } = extensionDays(round, limits)
  if (closesOn < first) return `Enter a day after ${formatDay(round.closesAt)}`
  if (closesOn > last)
    return `Enter ${formatDay(last)} or an earlier day: a round is extended by ${countOf(limits.mostDays, 'day')} at most`
  return undefined
}

type Sums = {
  targetPence: Pence
  stretchPence: Pence | null
  pledgedPence: Pence
  matchedPence: Pence
}

/** Why the stretch target cannot become this, or nothing. It only rises, and leaves room for a pledge. */
export function wrongNewStretch(newPence: Pence, round: Sums) {
  const { stretchPence, pledgedPence, matchedPence } = round
  if (stretchPence !== null && newPence <= stretchPence)
    return `Enter more than the stretch target now, ${formatPounds(stretchPence)}`
  const wrong = wrongStretch(newPence, round)
  if (wrong) return wrong
  const reachedPence = pledgedPence + matchedPence
  if (newPence <= reachedPence)
    return `Enter more than what is pledged and matched already, ${formatPounds(reachedPence)}`
  return undefined
}
