import type { Pence } from '#app/core/money.ts'
import { daysBetween, type Day } from '#app/core/time.ts'
import type { RoundTried } from './trial-round.ts'

/** The same pledges under two rules, round by round in the same order. */
export function compareTrials(today: RoundTried[], changed: RoundTried[]) {
  const before = new Map(today.map((round) => [round.roundId, round]))
  const pairs = changed.flatMap((after) => {
    const round = before.get(after.roundId)
    return round
      ? [{ before: round, after, morePence: after.fromPotPence - round.fromPotPence }]
      : []
  })
  return {
    today: figuresOf(today),
    changed: figuresOf(changed),
    gained: pairs.filter((pair) => pair.after.isReached && !pair.before.isReached),
    lost: pairs.filter((pair) => !pair.after.isReached && pair.before.isReached),
    moved: pairs
      .filter(({ morePence }) => morePence !== 0n)
      .sort((a, b) => bySize(a.morePence, b.morePence)),
    areas: compareAreas(today, changed),
    pairs,
  }
}
export type TrialPair = ReturnType<typeof compareTrials>['pairs'][number]

/** What the pot adds for each area, under both rules, the largest difference first. */
function compareAreas(today: RoundTried[], changed: RoundTried[]) {
  const [before, after] = [today, changed].map(sumsByArea)
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  return [...names]
    .map((area) => {
      const sums = { before: before?.get(area) ?? 0n, after: after?.get(area) ?? 0n }
      return { area, ...sums, morePence: sums.after - sums.before }
    })
    .sort((a, b) => bySize(a.morePence, b.morePence) || (a.area < b.area ? -1 : 1))
}

function sumsByArea(rounds: RoundTried[]) {
  const sums = new Map<string, Pence>()
  for (const { fromPotByArea } of rounds)
    for (const [area, pence] of fromPotByArea) sums.set(area, (sums.get(area) ?? 0n) + pence)
  return sums
}

const bySize = (a: Pence, b: Pence) => Number(size(b) > size(a)) - Number(size(b) < size(a))

const size = (pence: Pence) => (pence < 0n ? -pence : pence)

function figuresOf(rounds: RoundTried[]) {
  const live = rounds.filter(({ closedAt }) => closedAt === undefined)
  const sum = (some: RoundTried[]) => some.reduce((all, round) => all + round.fromPotPence, 0n)
  const count = (of: (round: RoundTried) => number) => rounds.reduce((all, one) => all + of(one), 0)
  return {
    liveRounds: live.length,
    liveMatchPence: sum(live),
    inUsePence: sum(rounds),
    reached: rounds.filter(({ isReached }) => isReached).length,
    rounds: rounds.length,
    matchedPledges: count(({ matchedPledges }) => matchedPledges),
    matchedInFull: count(({ matchedInFull }) => matchedInFull),
  }
}
export type TrialFigures = ReturnType<typeof figuresOf>

/** What would be in use on a day if match goes on at the pace of the days tried. A line, no more. */
export function forecastPence(
  inUsePence: Pence,
  { since, today, until }: Record<'since' | 'today' | 'until', Day>,
) {
  const days = BigInt(Math.max(1, daysBetween(since, today)))
  return inUsePence + (inUsePence * BigInt(Math.max(0, daysBetween(today, until)))) / days
}
