import { least, sum } from './state.ts'
import type { Terms } from './world.ts'

const WHOLE = 10_000n

type About = { place: number; hasBonus: boolean; standingPence: bigint; targetPence: bigint }

export const shareOf = ({ targetShareBasisPoints }: Terms, targetPence: bigint) =>
  targetShareBasisPoints === undefined
    ? undefined
    : (targetPence * BigInt(targetShareBasisPoints)) / WHOLE

/** What a rule adds: for a top-up what it adds to the total, less what it adds to what stood before. */
export function addedByRule(terms: Terms, pence: bigint, about: About) {
  const { standingPence, hasBonus } = about
  const smallest = terms.leastPledgePence ?? 0n
  if (standingPence + pence < smallest) return 0n
  const total = onSum(terms, standingPence + pence, { ...about, hasBonus })
  if (standingPence === 0n || standingPence < smallest) return total
  return total - onSum(terms, standingPence, { ...about, hasBonus: false })
}

/** By its rate, with the bonus, up to its limit for one pledge and to its share of the target. */
function onSum(terms: Terms, pence: bigint, { place, hasBonus, targetPence }: About) {
  const { pledge, challenge } = terms.capPence
  const share = shareOf(terms, targetPence)
  const isShareLess = share !== undefined && (challenge === undefined || share < challenge)
  return least(
    byRate(terms, pence, place) + (hasBonus ? (terms.bonus?.pence ?? 0n) : 0n),
    ...(pledge === undefined ? [] : [pledge]),
    ...(isShareLess ? [share] : []),
  )
}

/** Penny by penny above each edge, in ten thousandths of a penny, rounded down once at the end. */
function byRate({ rate }: Terms, pence: bigint, place: number): bigint {
  if (rate.by === 'sum') return (pence * BigInt(rate.basisPoints)) / WHOLE
  if (rate.by === 'place') {
    const reached = rate.bands.filter((band) => band.fromCouncil <= place).at(-1)
    return (pence * BigInt(reached?.basisPoints ?? 0)) / WHOLE
  }
  const parts = rate.bands.map((band, at) => {
    const upTo = rate.bands[at + 1]?.abovePence ?? pence
    const within = least(pence, upTo) - band.abovePence
    return within > 0n ? within * BigInt(band.basisPoints) : 0n
  })
  return sum(parts) / WHOLE
}
