import type { Pence } from '#app/core/money.ts'

/** Colour says whose money it is, texture says how firm; the denser the ink, the firmer the money. */
export type BarKind = 'signed' | 'match' | 'await' | 'paid' | 'committed' | 'reserved'

export type BarSegment = { kind: BarKind; pence: Pence }

/** Where a segment is drawn, in percent of the bar. */
export type DrawnSegment = { kind: BarKind; x: number; width: number }

/** A sum above zero must stay visible: 3px on the narrowest place each bar is put. */
export const smallestShare = { thin: 2.5, normal: 1.1, tall: 1.1 } as const

/**
 * Lays segments end to end on a scale. Small ones are widened to the smallest share that can be seen,
 * and the others give up that room in proportion, so the bar never runs past its end.
 */
export function layOut(segments: BarSegment[], scalePence: Pence, smallest: number) {
  const shown = segments.filter(({ pence }) => pence > 0n)
  if (scalePence <= 0n || shown.length === 0) return []
  const exact = shown.map(({ pence }) => share(pence, scalePence))
  const widened = exact.map((width) => Math.max(width, smallest))
  const overflow = Math.max(0, sum(widened) - 100)
  const spare = sum(exact.filter((width) => width > smallest))

  let x = 0
  return shown.map(({ kind }, place): DrawnSegment => {
    const wide = exact[place] ?? 0
    const giving = wide > smallest && spare > 0 ? (overflow * wide) / spare : 0
    const width = round(Math.max(wide, smallest) - giving)
    const drawn = { kind, x: round(x), width }
    x += width
    return drawn
  })
}

/** Percent of the scale, to two decimals; bigint first, so no sum is too large to draw. */
export const share = (pence: Pence, scalePence: Pence) =>
  scalePence > 0n ? Number((pence * 10_000n) / scalePence) / 100 : 0

export type FundingSums = {
  pledgedPence: Pence
  matchedPence: Pence
  waitingPence: Pence
  targetPence: Pence
  stretchPence?: Pence | undefined
}

/** Past the target the scale grows and the flag moves in; a stretch target shows once that happens. */
export function fundingScale(sums: FundingSums) {
  const counted = sums.pledgedPence + sums.matchedPence
  const stretch = counted >= sums.targetPence ? (sums.stretchPence ?? 0n) : 0n
  return [sums.targetPence, counted + sums.waitingPence, stretch].reduce((a, b) => (a > b ? a : b))
}

/** Whole percent of the target reached, rounded down: 99.9% is not yet 100%. */
export const percentReached = (countedPence: Pence, targetPence: Pence) =>
  targetPence > 0n ? Number((countedPence * 100n) / targetPence) : 0

const sum = (widths: number[]) => widths.reduce((a, b) => a + b, 0)
const round = (percent: number) => Math.round(percent * 100) / 100
