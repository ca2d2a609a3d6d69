import { z } from 'zod'
import { formatPounds, PenceInput, splitByWeight, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { countOf, formatCount } from '#app/core/number.ts'

/** Ways to share a sum out. Each council still decides for itself. */
export const shareWays = ['equal', 'population', 'volume'] as const
export type ShareWay = (typeof shareWays)[number]
export const shareWayLabel: Record<ShareWay, string> = {
  equal: 'Equal shares',
  population: 'By population',
  volume: 'By volume of the problem',
}

export type Sharer = {
  councilId: string
  name: string
  population: number | null
  volumePerYear: number | null
}

/** No council is asked for less than the least, or for more than the most. */
export type ShareBounds = { leastPence: Pence; mostPence: Pence | undefined }

export type Suggestion = {
  way: ShareWay
  /** What is shared out, in whole pounds: the shares add up to it exactly. */
  sumPence: Pence
  shares: { councilId: string; amountPence: Pence; working: string }[]
  /** Councils without the number this way needs. */
  leftOut: Sharer[]
  /** Why it cannot be shared out like this, or nothing. */
  cannot: string | undefined
}

/** Whole pounds: a few pence over are asked for as a pound. */
export const inWholePounds = (pence: Pence): Pence => ((pence + 99n) / 100n) * 100n

/** Shares a sum out over councils, one way, by largest remainder in whole pounds. */
export function suggestShares(
  way: ShareWay,
  wanted: { sumPence: Pence; sharers: Sharer[] },
  bounds: ShareBounds,
): Suggestion {
  const weights = new Map(wanted.sharers.map((one) => [one, weightOf(way, one)]))
  const taking = wanted.sharers.filter((one) => (weights.get(one) ?? 0n) > 0n)
  const sumPence = inWholePounds(wanted.sumPence)
  const least = inWholePounds(bounds.leastPence) / 100n
  const most = bounds.mostPence === undefined ? undefined : bounds.mostPence / 100n
  const base = { way, sumPence, leftOut: wanted.sharers.filter((one) => !taking.includes(one)) }
  const cannot = whyNot({ sum: sumPence / 100n, count: taking.length, least, most })
  if (cannot) return { ...base, shares: [], cannot }
  const each = shareOut(
    sumPence / 100n,
    taking.map((one) => weights.get(one) ?? 0n),
    { least, most },
  )
  const whole = taking.reduce((sum, one) => sum + (weights.get(one) ?? 0n), 0n)
  const shares = taking.map((one, place) => ({
    councilId: one.councilId,
    amountPence: (each[place]?.share ?? 0n) * 100n,
    working: describeShare(way, {
      weight: weights.get(one) ?? 0n,
      whole,
      sumPence,
      ...each[place],
    }),
  }))
  return { ...base, shares, cannot: undefined }
}

function weightOf(way: ShareWay, { population, volumePerYear }: Sharer) {
  if (way === 'equal') return 1n
  return BigInt((way === 'population' ? population : volumePerYear) ?? 0)
}

type Bounded = { sum: bigint; count: number; least: bigint; most: bigint | undefined }

function whyNot({ sum, count, least, most }: Bounded) {
  if (count === 0) return 'No council has given the number this way needs.'
  const councils = countOf(count, 'council')
  const say = (whole: bigint) => formatPounds(whole * 100n)
  if (most !== undefined && most < least)
    return `The most, ${say(most)}, is below the least, ${say(least)}.`
  if (sum < least * BigInt(count))
    return `${councils} at ${say(least)} or more come to above ${say(sum)}.`
  if (most !== undefined && sum > most * BigInt(count))
    return `${councils} at ${say(most)} or less do not reach ${say(sum)}.`
  return undefined
}

type Share = { share: bigint; bound: 'least' | 'most' | undefined }

/**
 * In proportion to the weights, as far as least and most allow. Who would come out below or above is held there and
 * the rest is shared out again: first those below when holding makes the sum too large, else those above. So nobody is
 * held who would not have to be. What is left goes by largest remainder, which cannot pass a whole bound.
 */
function shareOut(
  sum: bigint,
  weights: bigint[],
  { least, most }: { least: bigint; most: bigint | undefined },
): Share[] {
  const held = new Map<number, Share>()
  for (;;) {
    const free = weights.map((_, place) => place).filter((place) => !held.has(place))
    const left = sum - [...held.values()].reduce((all, { share }) => all + share, 0n)
    const whole = free.reduce((all, place) => all + (weights[place] ?? 0n), 0n)
    // Compared without dividing: a share is left × weight ÷ whole.
    const part = (place: number) => left * (weights[place] ?? 0n)
    const below = free.filter((place) => part(place) < least * whole)
    const above = free.filter((place) => most !== undefined && part(place) > most * whole)
    if (below.length + above.length === 0) {
      const split = splitByWeight(
        left,
        free.map((place) => weights[place] ?? 0n),
      )
      for (const [place, at] of free.entries())
        held.set(at, { share: split[place] ?? 0n, bound: undefined })
      return weights.map((_, place) => held.get(place) ?? { share: 0n, bound: undefined })
    }
    const tooLow = below.reduce((all, place) => all + least * whole - part(place), 0n)
    const tooHigh = above.reduce((all, place) => all + part(place) - (most ?? 0n) * whole, 0n)
    if (tooLow >= tooHigh) for (const at of below) held.set(at, { share: least, bound: 'least' })
    if (tooHigh >= tooLow && most !== undefined)
      for (const at of above) held.set(at, { share: most, bound: 'most' })
  }
}

type Told = { weight: bigint; whole: bigint; sumPence: Pence; bound?: 'least' | 'most' | undefined }

/** "540,000 of 2,700,000 people: a share of £480,000. Raised to the least." */
function describeShare(way: ShareWay, { weight, whole, sumPence, bound }: Told) {
  const sum = formatPounds(sumPence)
  const held =
    bound === 'least' ? ' Raised to the least.' : bound === 'most' ? ' Cut to the most.' : ''
  const of = `${formatCount(weight)} of ${formatCount(whole)}`
  if (way === 'equal') return `One of ${countOf(whole, 'equal share')} of ${sum}.`
  return way === 'population'
    ? `${of} people, so that part of ${sum}.${held}`
    : `${of} cases a year, so that part of ${sum}.${held}`
}

/** What the page of shares is asked for. */
export const ShareQuestion = z.object({
  least: orNone(PenceInput),
  most: orNone(PenceInput),
  of: z.enum(['target', 'left']).catch('target'),
})
export type ShareQuestion = z.output<typeof ShareQuestion>

/** Every way side by side. */
export const suggestEveryWay = (
  wanted: { sumPence: Pence; sharers: Sharer[] },
  bounds: ShareBounds,
) => shareWays.map((way) => suggestShares(way, wanted, bounds))
