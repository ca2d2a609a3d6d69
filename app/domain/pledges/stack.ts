import type { Pence } from '#app/core/money.ts'

/** A signed pledge or one of its signed top-ups. */
export type StackPart = { pledgeId: string; amountPence: Pence }

/**
 * How a pledge and its top-ups, in the order they were signed, come down to a total: the latest first, because
 * each was worked out on top of those before it. At nothing a top-up ends.
 */
export function lowerStack(parts: StackPart[], totalPence: Pence) {
  let lessPence = parts.reduce((sum, part) => sum + part.amountPence, 0n) - totalPence
  return [...parts].reverse().flatMap(({ pledgeId, amountPence: fromPence }) => {
    if (lessPence <= 0n) return []
    const part = lessPence < fromPence ? lessPence : fromPence
    lessPence -= part
    return [{ pledgeId, fromPence, toPence: fromPence - part }]
  })
}
