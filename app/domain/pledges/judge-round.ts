import type { Pence } from '#app/core/money.ts'
import { listUnmet, type Standing } from './conditions.ts'
import { areTermsMet, type Reached, type RoundOutcome, type RoundTerms } from './round.ts'

/** A pledge of an open round that has not ended. */
export type LivePledge = Standing & {
  number: number
  councilId: string
  state: string
  amountPence: Pence
  matchedPence: Pence
}

export type Judgement = {
  outcome: RoundOutcome
  /** Empty unless the round is funded. */
  called: LivePledge[]
  lapsed: { pledgeId: string; reason: string }[]
  /** What counted when the terms were held against it. */
  reached: Reached
}

/**
 * Decides how a round ends. A pledge whose own conditions are not met does not count; then the terms
 * are held against what is left, match included. Signed pledges alone count.
 */
export function judgeRound(
  terms: RoundTerms & { isDataKeptInUk: boolean },
  pledges: LivePledge[],
): Judgement {
  const committed = pledges.filter((pledge) => pledge.state === 'committed')
  const unmet = listUnmet(committed, terms)
  const counted = committed.filter((pledge) => !unmet.has(pledge.pledgeId))
  const reached = {
    councilCount: counted.length,
    pledgedPence: counted.reduce((sum, pledge) => sum + pledge.amountPence, 0n),
    matchedPence: counted.reduce((sum, pledge) => sum + pledge.matchedPence, 0n),
  }
  const isFunded = areTermsMet(terms, reached)
  const reasonFor = ({ pledgeId, state }: LivePledge) =>
    unmet.get(pledgeId) ??
    (state === 'committed' ? 'The target was missed.' : 'It was not signed when pledging closed.')
  const ending = isFunded ? pledges.filter((pledge) => !counted.includes(pledge)) : pledges
  return {
    outcome: isFunded ? 'funded' : 'lapsed',
    called: isFunded ? counted : [],
    lapsed: ending.map((pledge) => ({ pledgeId: pledge.pledgeId, reason: reasonFor(pledge) })),
    reached,
  }
}
