import type { Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'

/** What a pledge comes to at most, and at most which part of the total, if it says so. */
export type Limit = { mostPence: Pence; basisPoints: number | undefined }

const WHOLE = 10_000

/** A pledge's sum when all pledges together are so much: a part of the total is taken in whole pounds. */
export function amountAt({ mostPence, basisPoints }: Limit, totalPence: Pence): Pence {
  if (basisPoints === undefined) return mostPence
  const share = (((totalPence / 100n) * BigInt(basisPoints)) / BigInt(WHOLE)) * 100n
  return share < mostPence ? share : mostPence
}

/**
 * The greatest total, in whole pounds, that the sums at that total still add up to. To go down to it step by
 * step can take hundreds of thousands of steps when the parts come to nearly the whole, so it is found at once.
 *
 * Between two totals where another pledge reaches its most, a total of 10,000q + r gives F + Pq + h(r): F from
 * pledges at their most, P the sum of the others' basis points, h(r) their parts of r, each rounded down. For each of
 * the 10,000 remainders that is a straight line in q, so the greatest q at which it still reaches the total is one division.
 */
export function greatestTotal(limits: Limit[]): number {
  const parts = limits.flatMap(partOf).sort((a, b) => b.below - a.below)
  const sum = limits.reduce((all, { mostPence }) => all + mostPence, 0n)
  invariant(sum < BigInt(Number.MAX_SAFE_INTEGER) / 4n, 'a total is exact as a number')
  if (parts.length === 0) return Number(sum / 100n)
  const band: Band = {
    fixedPence: sum,
    basisPoints: 0,
    waiting: [],
    parts: new Float64Array(WHOLE),
  }
  let highest = Number(sum / 100n)
  for (let place = 0; ;) {
    for (; (parts[place]?.below ?? 0) > highest; place++) takeIn(band, parts[place])
    const lowest = parts[place]?.below ?? 0
    const found = greatestWithin(band, lowest, highest)
    if (found !== undefined) return found
    invariant(lowest > 0, 'nothing at all adds up to nothing')
    highest = lowest - 1
  }
}

/** A pledge that is a part of the total while that is below so many pounds; from there it is at its most. */
type Part = { below: number; basisPoints: number; mostPence: Pence }

function partOf({ mostPence, basisPoints }: Limit): Part[] {
  if (basisPoints === undefined) return []
  const pounds = (mostPence + 99n) / 100n
  const below = (pounds * BigInt(WHOLE) + BigInt(basisPoints) - 1n) / BigInt(basisPoints)
  return [{ below: Number(below), basisPoints, mostPence }]
}

/** Totals between which the same pledges are parts. `parts` is h, without those that wait to be put in. */
type Band = { fixedPence: Pence; basisPoints: number; waiting: number[]; parts: Float64Array }

function takeIn(band: Band, part: Part | undefined) {
  if (!part) return
  band.fixedPence -= part.mostPence
  band.basisPoints += part.basisPoints
  band.waiting.push(part.basisPoints)
}

function greatestWithin(band: Band, lowest: number, highest: number) {
  const fixed = Number(band.fixedPence / 100n)
  // Not even without rounding, at either end of a straight line; a pound is more than what is lost in these sums.
  const over = (total: number) => fixed + (band.basisPoints / WHOLE) * total - total
  if (over(lowest) < -1 && over(highest) < -1) return undefined
  putIn(band)
  const gap = WHOLE - band.basisPoints
  let best: number | undefined
  for (let rest = 0; rest < WHOLE && rest <= highest; rest++) {
    const spare = fixed + (band.parts[rest] ?? 0) - rest
    const most = Math.floor((highest - rest) / WHOLE)
    const reached = gap > 0 ? Math.min(most, Math.floor(spare / gap)) : most
    const total = reached * WHOLE + rest
    if (spare - gap * reached < 0 || reached < 0 || total < lowest) continue
    if (best === undefined || total > best) best = total
  }
  return best
}

function putIn({ waiting, parts }: Band) {
  const times = new Map<number, number>()
  for (const one of waiting.splice(0)) times.set(one, (times.get(one) ?? 0) + 1)
  for (const [basisPoints, count] of times)
    for (let rest = 0; rest < WHOLE; rest++)
      parts[rest] = (parts[rest] ?? 0) + count * Math.floor((basisPoints * rest) / WHOLE)
}
