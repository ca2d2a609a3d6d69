import type { Pence } from '#app/core/money.ts'

/** Where a match can be stopped, in the order it is looked at. */
export const limits = [
  'pledge',
  'share',
  'stack',
  'challenge',
  'council',
  'area',
  'target',
  'pot',
] as const
export type Limit = (typeof limits)[number]

/** A limit and the room it left; the sum becomes that room. */
export type LimitStep = { step: Limit; capPence: string | null; roomPence: string; pence: string }

/** How a match came out of a pot that was shared out: the challenge's strength, its share, the pledge's part. */
export type SharingStep =
  | {
      step: 'strength'
      strengthPence: string
      ofStrengthPence: string
      sharedPence: string
      pence: string
    }
  | { step: 'capped'; capPence: string; pence: string }
  | { step: 'excess'; pence: string }
  | { step: 'part'; ofPledgedPence: string; councils: number; pence: string }

/** One line of the working. Sums are text: it is kept as JSON beside the match. */
export type Step =
  | { step: 'pledged'; pence: string }
  | { step: 'rate'; basisPoints: number; pence: string }
  | { step: 'band'; abovePence: string; toPence: string | null; basisPoints: number; pence: string }
  | { step: 'place'; place: number; basisPoints: number; pence: string }
  | { step: 'bonus'; bonusPence: string; councils: number; pence: string }
  | { step: 'target-share'; basisPoints: number; targetPence: string; pence: string }
  | { step: 'standing'; standingPence: string; alreadyPence: string; pence: string }
  | { step: 'lowered'; amountPence: string; wantedPence: string; pence: string }
  | SharingStep
  | LimitStep
export type Working = Step[]

/** The step for a limit that bound: the room it left is what the match became. */
export const stoppedAt = (
  step: Limit,
  { cap, room }: { cap: Pence | undefined; room: Pence },
): LimitStep => ({
  step,
  capPence: cap === undefined ? null : String(cap),
  roomPence: String(room),
  pence: String(room),
})

/** The rule itself may have stopped it already, at its limit for one pledge or its share of the target. */
export const limitInWorking = (working: Working): Limit | undefined =>
  working.findLast((one) => isLimit(one.step))?.step as Limit | undefined

const known = new Set<string>(limits)
const isLimit = (step: Step['step']) => known.has(step)
