import type { Pence } from '#app/core/money.ts'
import type { QuadraticShare } from '../pots/quadratic.ts'
import { sharePot } from '../pots/share-pot.ts'
import { findSetToShare, type QuadraticRule } from './find-sharers.server.ts'

export type Estimate = {
  pledgeCount: number
  sums: { potPence: Pence; sharedPence: Pence; leftPence: Pence }
  /** Those that get most first. */
  shares: QuadraticShare[]
}

/** What each challenge would get of a pot if it were shared out now: the same function on the pledges so far. */
export async function workOutEstimate(rule: QuadraticRule, now: Date): Promise<Estimate> {
  const at = rule.closesAt && rule.closesAt < now ? rule.closesAt : now
  const set = await findSetToShare(rule, at)
  const { shares, sharedPence, leftPence } = sharePot(set)
  return {
    pledgeCount: set.sharers.length,
    sums: { potPence: set.potPence, sharedPence, leftPence },
    shares: shares
      .map(({ roundId: _, parts: __, ...share }) => share)
      .sort((a, b) => Number(b.sharePence > a.sharePence) - Number(b.sharePence < a.sharePence)),
  }
}
