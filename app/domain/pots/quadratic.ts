import { applyBasisPoints, splitByWeight, type Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import { ROOT_BITS, RootSum } from './root-sum.ts'

/** What one council pledged to one challenge; several pledges of it count as one sum. */
export type Contribution = { challengeId: string; councilId: string; amountPence: Pence }

export type SharingOut = {
  /** What is shared out. */
  potPence: Pence
  contributions: Iterable<Contribution>
  /** The most one challenge gets, as a share of what is shared out. Unset is not zero. */
  challengeShareBasisPoints?: number | undefined
  /** Gives the whole pot away, also where all strengths together come to less. */
  scalesUp?: boolean | undefined
  /** The most this challenge can take: its own limit, its gap to target. Undefined is no limit. */
  mostFor?: (challengeId: string) => Pence | undefined
}

export type QuadraticShare = {
  challengeId: string
  councilCount: number
  pledgedPence: Pence
  /** The square of the sum of the square roots, less the sum: in pence, rounded down. */
  strengthPence: Pence
  /** What its strength alone would have got it, rounded down. */
  byStrengthPence: Pence
  capPence: Pence | undefined
  sharePence: Pence
}

export type SharedOut = {
  /** By id. */
  shares: QuadraticShare[]
  /** What went by strength: the pot, or all strengths together where that is less. */
  sharedPence: Pence
  /** What no challenge could take; the shares and this are the pot, to the penny. */
  leftPence: Pence
}

/**
 * Shares a pot out by quadratic funding (Buterin, Hitzig and Weyl, "A Flexible Design for Funding Public
 * Goods", 2018): a challenge counts (Σ√c)² − Σc over its councils' sums c, and gets that sum where the
 * pot has it for all, or else the pot in that proportion; a rule may say that it always gets the pot so.
 * Over its cap a challenge gets the cap, and the excess goes to the others in proportion,
 * again and again until nobody is over, as in rounds of Gitcoin. Whole pence by largest remainder, of
 * equal remainders the lower id. The same pledges in any order give the same shares.
 */
export function shareOut({ potPence, contributions, ...limits }: SharingOut): SharedOut {
  invariant(potPence >= 0n, 'what is shared out is not negative')
  const strengths = strengthsOf(contributions)
  const total = strengths.reduce((sum, { strength }) => sum + strength, 0n)
  const { challengeShareBasisPoints: most, scalesUp } = limits
  const inFull = inPence(total)
  const sharedPence = scalesUp || potPence < inFull ? potPence : inFull
  const ofPot = most === undefined ? undefined : applyBasisPoints(potPence, most)
  const wanting = strengths.map((one) => ({
    ...one,
    cap: smaller(ofPot, limits.mostFor?.(one.challengeId)),
  }))
  const given = fill(sharedPence, wanting)
  const shares = wanting.map(
    ({ challengeId, councilCount, pledgedPence, strength, cap }, place) => ({
      challengeId,
      councilCount,
      pledgedPence,
      strengthPence: inPence(strength),
      byStrengthPence: total === 0n ? 0n : (sharedPence * strength) / total,
      capPence: cap,
      sharePence: given[place] ?? 0n,
    }),
  )
  const leftPence = potPence - given.reduce((sum, pence) => sum + pence, 0n)
  return { shares, sharedPence, leftPence }
}

function smaller(first: Pence | undefined, second: Pence | undefined) {
  if (first === undefined || second === undefined) return first ?? second
  return first < second ? first : second
}

type Strength = {
  challengeId: string
  councilCount: number
  pledgedPence: Pence
  /** In pence, times 4 to the power of ROOT_BITS. */
  strength: bigint
}

/** A root is rounded down, so what is a millionth of a penny short of a whole one is that whole one. */
const inPence = (strength: bigint): Pence =>
  (strength + (1n << (2n * ROOT_BITS - 20n))) >> (2n * ROOT_BITS)

function strengthsOf(contributions: Iterable<Contribution>): Strength[] {
  const { challenges, councilCount } = gather(contributions)
  const sumOf = new Float64Array(councilCount)
  return [...challenges]
    .map(([challengeId, pledged]) => ({ challengeId, ...strengthOf(pledged, sumOf) }))
    .sort((a, b) => (a.challengeId < b.challengeId ? -1 : 1))
}

/** What came to one challenge: the number of the council and its pence, one beside the other. */
type Pledged = { councils: number[]; pence: number[] }

/** By plain numbers: a million contributions as they come would be ten times as large, and as slow. */
function gather(contributions: Iterable<Contribution>) {
  const challenges = new Map<string, Pledged>()
  const numbers = new Map<string, number>()
  for (const { challengeId, councilId, amountPence } of contributions) {
    invariant(amountPence >= 0n, 'a contribution is not negative')
    let council = numbers.get(councilId)
    if (council === undefined) numbers.set(councilId, (council = numbers.size))
    let pledged = challenges.get(challengeId)
    if (!pledged) challenges.set(challengeId, (pledged = { councils: [], pence: [] }))
    pledged.councils.push(council)
    pledged.pence.push(Number(amountPence))
  }
  return { challenges, councilCount: numbers.size }
}

/** `sumOf` is nothing for every council, before and after. */
function strengthOf({ councils, pence }: Pledged, sumOf: Float64Array) {
  for (const [place, council] of councils.entries())
    sumOf[council] = (sumOf[council] ?? 0) + (pence[place] ?? 0)
  const roots = new RootSum()
  let [councilCount, sum] = [0, 0]
  for (const council of councils) {
    const own = sumOf[council] ?? 0
    if (own === 0) continue
    sumOf[council] = 0
    councilCount += 1
    sum += own
    roots.add(own)
  }
  invariant(Number.isSafeInteger(sum), 'a challenge gets less than £90,000,000,000,000')
  const pledgedPence = BigInt(sum)
  const total = roots.total()
  const strength = total * total - (pledgedPence << (2n * ROOT_BITS))
  // One council alone has none; its root, rounded down, would make it a trifle less.
  return {
    councilCount,
    pledgedPence,
    strength: councilCount < 2 || strength < 0n ? 0n : strength,
  }
}

type Wanting = Strength & { cap: Pence | undefined }

/**
 * The caps first that bind the most for their strength: once the tightest one left does not bind, none
 * does, which is where sharing the excess out again comes to rest.
 */
function fill(sharedPence: Pence, wanting: Wanting[]): Pence[] {
  let pot = sharedPence
  let weight = wanting.reduce((sum, { strength }) => sum + strength, 0n)
  const given = wanting.map(() => 0n)
  const free = new Set(wanting.flatMap(({ strength }, place) => (strength > 0n ? [place] : [])))
  for (const { place, cap, strength } of tightestFirst(wanting)) {
    if (pot * strength < cap * weight) break
    given[place] = cap
    pot -= cap
    weight -= strength
    free.delete(place)
  }
  const places = [...free]
  if (places.length === 0) return given
  const weights = places.map((place) => wanting[place]?.strength ?? 0n)
  for (const [index, pence] of splitByWeight(pot, weights).entries())
    given[places[index] ?? 0] = pence
  return given
}

const tightestFirst = (wanting: Wanting[]) =>
  wanting
    .flatMap(({ cap, strength }, place) =>
      cap !== undefined && strength > 0n ? [{ place, cap, strength }] : [],
    )
    .sort((a, b) => {
      const [left, right] = [a.cap * b.strength, b.cap * a.strength]
      return left === right ? a.place - b.place : left < right ? -1 : 1
    })
