import type { Pence } from '#app/core/money.ts'

type Weighted = { points: number; weightBasisPoints: number }

/**
 * A weighted score, exactly: points times basis points, so 50,000 is full marks in everything.
 * It is divided only to be printed, and ranked as it is.
 */
export const weightedScore = (scores: readonly Weighted[]) =>
  scores.reduce((sum, { points, weightBasisPoints }) => sum + points * weightBasisPoints, 0)

/** "82.5%", of full marks; half of a tenth goes up. */
export function formatScore(score: number) {
  const tenths = Math.floor((score + 25) / 50)
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`
}

/** "30.0 of 40%": what one criterion brings. */
export const formatShare = ({ points, weightBasisPoints }: Weighted) =>
  formatScore(points * weightBasisPoints)

export type Entry = {
  pitchId: string
  pricePence: Pence
  scores: (Weighted & { position: number })[]
}

export type Ranked<E extends Entry> = E & {
  score: number
  /** Pitches with the same weighted score share a place. */
  place: number
  isTied: boolean
  isAffordable: boolean
}

/** The criterion that counts most; of equals the first on the list. It decides between tied pitches. */
export const heaviest = <C extends { position: number; weightBasisPoints: number }>(
  criteria: readonly C[],
) =>
  [...criteria].sort(
    (a, b) => b.weightBasisPoints - a.weightBasisPoints || a.position - b.position,
  )[0]

const tieBreak = (entry: Entry) => heaviest(entry.scores)?.points ?? 0

/** Best first. A tie is shown as one place, ordered inside by the heaviest criterion. */
export function rankPitches<E extends Entry>(
  entries: readonly E[],
  raisedPence: Pence,
): Ranked<E>[] {
  const scored = entries.map((entry) => ({ ...entry, score: weightedScore(entry.scores) }))
  const places = scored.map(({ score }) => scored.filter((other) => other.score > score).length + 1)
  return scored
    .map((entry, at) => ({
      ...entry,
      place: places[at] ?? 1,
      isTied: scored.filter(({ score }) => score === entry.score).length > 1,
      isAffordable: entry.pricePence <= raisedPence,
    }))
    .sort((a, b) => b.score - a.score || tieBreak(b) - tieBreak(a))
}

/**
 * Which pitches may be awarded: the best that the money raised can pay. More than one only when the
 * heaviest criterion cannot part them either; then the lead council chooses and says why.
 */
export function mayBeAwarded<E extends Entry>(ranked: readonly Ranked<E>[]): Ranked<E>[] {
  const [best] = ranked.filter(({ isAffordable }) => isAffordable)
  if (!best) return []
  return ranked.filter(
    (entry) =>
      entry.isAffordable && entry.score === best.score && tieBreak(entry) === tieBreak(best),
  )
}
