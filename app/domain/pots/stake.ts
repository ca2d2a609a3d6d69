import { splitByWeight, type Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'

/** What one funder put into a purse, took back of it, and bore of payments. */
export type Stake = {
  funderId: string
  putInPence: Pence
  takenBackPence: Pence
  bornePence: Pence
}

/** What of a stake is neither taken back nor spent. */
export const leftOf = ({ putInPence, takenBackPence, bornePence }: Stake): Pence =>
  putInPence - takenBackPence - bornePence

export type StakeShare = { funderId: string; amountPence: Pence }

/**
 * Splits what a purse pays over its funders by what each has in, by largest remainder, to the penny.
 * Nobody bears more than they have left; what is above that is split over the others in the same way.
 */
export function splitOverStakes(amountPence: Pence, stakes: Stake[]): StakeShare[] {
  const parts = splitWithin(
    amountPence,
    stakes.map((stake) => ({
      weight: stake.putInPence - stake.takenBackPence,
      most: leftOf(stake),
    })),
  )
  return stakes.flatMap(({ funderId }, place) => {
    const part = parts[place] ?? 0n
    return part > 0n ? [{ funderId, amountPence: part }] : []
  })
}

/**
 * How much each funder of a purse may take back of what nothing has been promised from: its share, by
 * what each put in, of all that could ever be taken back, less what it took. So the order does not matter.
 */
export function listTakeable(availablePence: Pence, stakes: Stake[]): StakeShare[] {
  const sum = (pence: (stake: Stake) => Pence) =>
    stakes.reduce((total, stake) => total + pence(stake), 0n)
  const parts = splitWithin(
    availablePence + sum(({ takenBackPence }) => takenBackPence),
    stakes.map(({ putInPence, bornePence }) => ({
      weight: putInPence,
      most: putInPence - bornePence,
    })),
  )
  return stakes.map(({ funderId, takenBackPence }, place) => {
    const more = (parts[place] ?? 0n) - takenBackPence
    const amountPence = more < 0n ? 0n : more < availablePence ? more : availablePence
    return { funderId, amountPence }
  })
}

type Part = { weight: bigint; most: Pence }

/** By weight, but no part above its most: those it would pass get their most, the others split the rest. */
function splitWithin(totalPence: Pence, parts: Part[]): Pence[] {
  const mostPence = parts.reduce((sum, { most }) => sum + most, 0n)
  invariant(totalPence <= mostPence, 'nobody bears more than they have')
  const fixed = new Map<number, Pence>()
  for (;;) {
    const fixedPence = [...fixed.values()].reduce((sum, pence) => sum + pence, 0n)
    const split = splitByWeight(
      totalPence - fixedPence,
      parts.map(({ weight, most }, place) => (fixed.has(place) || most === 0n ? 0n : weight)),
    )
    const above = split.findIndex((pence, place) => pence > (parts[place]?.most ?? 0n))
    if (above === -1) return split.map((pence, place) => fixed.get(place) ?? pence)
    for (const [place, pence] of split.entries()) {
      const most = parts[place]?.most ?? 0n
      if (pence > most) fixed.set(place, most)
    }
  }
}
