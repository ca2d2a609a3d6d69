import type { Pence } from '#app/core/money.ts'
import { areTermsMet, type Reached, type RoundOutcome, type RoundTerms } from './round.ts'
import { solveRound, type Solved, type SolvingTerms, type Standing } from './solve-round.ts'
import { describeStanding } from './standing-words.ts'

/** A pledge of an open round that has not ended. */
export type LivePledge = Standing & {
  number: number
  isNameShown: boolean
  state: string
  /** Signed, whether or not every gate is clear. */
  isSigned: boolean
  matchedPence: Pence
}

export type Judgement = {
  outcome: RoundOutcome
  /** At the sums they are called for. Empty unless the round is funded. */
  called: LivePledge[]
  lapsed: { pledgeId: string; reason: string }[]
  /** Of every signed pledge, why it counted or did not, and at what sum. */
  reasons: { pledgeId: string; reason: string }[]
  /** What counted when the terms were held against it. */
  reached: Reached
}

/** What each signed pledge comes to. It hangs on the pledges alone: neither match nor target can change it. */
export const solveLive = <P extends LivePledge>(terms: SolvingTerms, pledges: P[]) =>
  solveRound(
    pledges.filter((pledge) => pledge.state === 'committed'),
    terms,
  )

export const isLowered = ({ isLive, pledge, amountPence }: Solved) =>
  isLive && amountPence < pledge.amountPence

type Solution = {
  solved: Solved<LivePledge>[]
  /** What pots would add to each pledge at the sum it comes to, where that may be less. */
  matchOfLowered: Map<string, Pence>
}

/**
 * Decides how a round ends: the terms are held against what counts, at the sums it comes to, and the match
 * that is left at these sums. Signed pledges alone count.
 */
export function judgeRound(
  terms: RoundTerms,
  pledges: LivePledge[],
  { solved, matchOfLowered }: Solution,
): Judgement {
  const counted = solved
    .filter(({ isLive }) => isLive)
    .map(({ pledge, amountPence }) => {
      const matchedPence = matchOfLowered.get(pledge.pledgeId) ?? pledge.matchedPence
      return { ...pledge, amountPence, matchedPence }
    })
  const reached = {
    councilCount: counted.length,
    pledgedPence: counted.reduce((sum, pledge) => sum + pledge.amountPence, 0n),
    matchedPence: counted.reduce((sum, pledge) => sum + pledge.matchedPence, 0n),
  }
  const isFunded = areTermsMet(terms, reached)
  const reasons = describeAll(solved, isFunded)
  const called = new Set(isFunded ? counted.map(({ pledgeId }) => pledgeId) : [])
  const fallen = new Set(
    solved.filter(({ isLive }) => !isLive).map(({ pledge }) => pledge.pledgeId),
  )
  const reasonFor = ({ pledgeId, state, isSigned }: LivePledge) => {
    if (state !== 'committed')
      return isSigned
        ? 'It was signed, but not every gate was clear when pledging closed.'
        : 'It was not signed when pledging closed.'
    return (fallen.has(pledgeId) && reasons.get(pledgeId)) || 'The target was missed.'
  }
  return {
    outcome: isFunded ? 'funded' : 'lapsed',
    called: isFunded ? counted : [],
    lapsed: pledges
      .filter(({ pledgeId }) => !called.has(pledgeId))
      .map((pledge) => ({ pledgeId: pledge.pledgeId, reason: reasonFor(pledge) })),
    reasons: [...reasons].map(([pledgeId, reason]) => ({ pledgeId, reason })),
    reached,
  }
}

/** Once the money is called every council is named, so a sentence may name whom it follows. */
function describeAll(solved: Solved<LivePledge>[], isFunded: boolean) {
  const shown = solved.filter(({ pledge }) => pledge.isNameShown)
  const named = new Set(shown.map(({ pledge }) => pledge.councilId))
  const isNamed = (councilId: string) => isFunded || named.has(councilId)
  return new Map(
    solved.map((one) => [one.pledge.pledgeId, describeStanding(one, { isOver: true, isNamed })]),
  )
}
