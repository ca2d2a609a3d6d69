import type { Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Conditions } from './conditions.ts'
import { amountAt, greatestTotal, type Limit } from './greatest-total.ts'

/** A committed pledge as the conditions of the others see it. */
export type Standing = {
  pledgeId: string
  councilId: string
  region: string
  /** The most it can be. */
  amountPence: Pence
  conditions: Conditions
  /** The lead council's answer to the condition in the council's own words. */
  isConditionMet: boolean | null
}

export type SolvingTerms = { isDataKeptInUk: boolean; smallestPledgePence: Pence }

/** Why a pledge does not count. Each is true of what stands in the end, with this pledge beside it. */
export type WhyNot =
  | { kind: 'uk' | 'own-words' }
  | { kind: 'region'; needed: number; found: number; region: string }
  | { kind: 'councils'; needed: number; found: number }
  | { kind: 'pledged'; neededPence: Pence; foundPence: Pence }
  | { kind: 'follows-nobody'; councilId: string; name: string }
  | { kind: 'too-small'; pence: Pence; smallestPence: Pence }
/** Why a pledge counts at its sum. */
export type WhyLive =
  | { kind: 'whole' }
  | { kind: 'share'; basisPoints: number; totalPence: Pence }
  | { kind: 'follows'; councilId: string; name: string }

export type Solved<P extends Standing = Standing> =
  | { pledge: P; isLive: true; amountPence: Pence; why: WhyLive }
  | { pledge: P; isLive: false; amountPence: 0n; why: WhyNot }

/** What stands together: who counts, at which sum, what that adds up to, and how many are of each region. */
type Stand = {
  live: Map<string, Standing>
  amounts: Map<string, Pence>
  totalPence: Pence
  regions: Map<string, number>
}

/**
 * Says of every committed pledge of a round whether it counts and at what sum: the greatest answer in which every
 * condition is met by the others' sums, decision 018. All start at their most. Sums are taken down to the greatest
 * that hold together; who then has a condition unmet is out, and it begins again with the rest. No step takes away
 * what any answer could keep, so the order of pledges, and of steps, changes nothing.
 */
export function solveRound<P extends Standing>(pledges: P[], terms: SolvingTerms): Solved<P>[] {
  const stand = settle(pledges, terms)
  return pledges.map((pledge): Solved<P> => {
    const amountPence = stand.amounts.get(pledge.councilId)
    if (amountPence !== undefined && stand.live.get(pledge.councilId) === pledge)
      return { pledge, isLive: true, amountPence, why: whyLive(pledge, stand, amountPence) }
    const why = whyNot(pledge, withOneMore(stand, pledge), terms)
    invariant(why, 'a pledge that could join what stands is part of it')
    return { pledge, isLive: false, amountPence: 0n, why }
  })
}

function settle(pledges: Standing[], terms: SolvingTerms): Stand {
  let standing = pledges
  for (;;) {
    const stand = standTogether(standing)
    const left = standing.filter((pledge) => !whyNot(pledge, stand, terms))
    if (left.length === standing.length) return stand
    standing = left
  }
}

/** The greatest sums of these pledges, if none of them were to fall. */
function standTogether(standing: Standing[]): Stand {
  const live = new Map(standing.map((pledge) => [pledge.councilId, pledge]))
  const limits = limitsOf(live)
  const sum = (all: Pence[]) => all.reduce((total, pence) => total + pence, 0n)
  const total = BigInt(greatestTotal([...limits.values()])) * 100n
  const amounts = new Map(
    [...limits].map(([councilId, limit]) => [councilId, amountAt(limit, total)] as const),
  )
  const totalPence = sum([...amounts.values()])
  return { live, amounts, totalPence, regions: countRegions(standing) }
}

/**
 * Each pledge's limit with those of all it follows taken in: as much as Leeds, which gives at most 12%, is at most 12%
 * and at most Leeds's most. Councils that follow each other in a ring stand at the smallest of their limits; who
 * follows one that does not count has nothing.
 */
function limitsOf(live: Map<string, Standing>): Map<string, Limit> {
  const limits = new Map<string, Limit>()
  for (const start of live.keys()) {
    const path: string[] = []
    let at: string | undefined = start
    while (at !== undefined && live.has(at) && !limits.has(at) && !path.includes(at)) {
      path.push(at)
      at = live.get(at)?.conditions.asMuchAs?.councilId
    }
    const own = path.map((councilId) => ownLimit(live.get(councilId)))
    const ring = at === undefined ? -1 : path.indexOf(at)
    if (ring >= 0) {
      const together = own.slice(ring).reduce(smaller)
      for (const councilId of path.splice(ring)) limits.set(councilId, together)
    }
    let behind = at === undefined ? undefined : (limits.get(at) ?? NOTHING)
    for (const [place, councilId] of [...path.entries()].reverse()) {
      behind = smaller(own[place] ?? NOTHING, behind)
      limits.set(councilId, behind)
    }
  }
  return limits
}

const NOTHING: Limit = { mostPence: 0n, basisPoints: undefined }

const ownLimit = (pledge: Standing | undefined): Limit =>
  pledge
    ? { mostPence: pledge.amountPence, basisPoints: pledge.conditions.mostOfTotalBasisPoints }
    : NOTHING

function smaller(one: Limit, other: Limit | undefined): Limit {
  if (!other) return one
  const parts = [one.basisPoints, other.basisPoints].filter((part) => part !== undefined)
  return {
    mostPence: one.mostPence < other.mostPence ? one.mostPence : other.mostPence,
    basisPoints: parts.length > 0 ? Math.min(...parts) : undefined,
  }
}

function countRegions(standing: Iterable<Standing>) {
  const counts = new Map<string, number>()
  for (const { region } of standing) counts.set(region, (counts.get(region) ?? 0) + 1)
  return counts
}

/** The first condition of a pledge that what stands does not meet, the pledge itself counted in. */
function whyNot(
  pledge: Standing,
  { live, amounts, totalPence, regions }: Stand,
  terms: SolvingTerms,
): WhyNot | undefined {
  const { conditions, region, councilId } = pledge
  if (conditions.dataStaysInUk && !terms.isDataKeptInUk) return { kind: 'uk' }
  if (conditions.other !== undefined && pledge.isConditionMet !== true) return { kind: 'own-words' }
  const { minimumOtherCouncilsInRegion: others = 0, minimumCouncils: councils = 0 } = conditions
  const near = (regions.get(region) ?? 1) - 1
  if (near < others) return { kind: 'region', needed: others, found: near, region }
  if (live.size < councils) return { kind: 'councils', needed: councils, found: live.size }
  const neededPence = BigInt(conditions.minimumPledgedPence ?? 0)
  if (totalPence < neededPence) return { kind: 'pledged', neededPence, foundPence: totalPence }
  const { asMuchAs } = conditions
  if (asMuchAs && !live.has(asMuchAs.councilId)) return { kind: 'follows-nobody', ...asMuchAs }
  const pence = amounts.get(councilId) ?? 0n
  const smallestPence = terms.smallestPledgePence
  return pence < smallestPence ? { kind: 'too-small', pence, smallestPence } : undefined
}

/** What stands, with a pledge that fell put back beside it: nobody else's sum is changed. */
function withOneMore(stand: Stand, pledge: Standing): Stand {
  const { councilId, conditions } = pledge
  const live = new Map(stand.live).set(councilId, pledge)
  const followed = conditions.asMuchAs?.councilId
  const behind = followed === undefined ? undefined : (stand.amounts.get(followed) ?? 0n)
  const limit = smaller(
    ownLimit(pledge),
    behind === undefined ? undefined : { mostPence: behind, basisPoints: undefined },
  )
  const rest: Limit = { mostPence: stand.totalPence, basisPoints: undefined }
  const amount = amountAt(limit, BigInt(greatestTotal([rest, limit])) * 100n)
  const amounts = new Map(stand.amounts).set(councilId, amount)
  const totalPence = stand.totalPence + amount
  return { live, amounts, totalPence, regions: countRegions(live.values()) }
}

function whyLive(
  { conditions, amountPence: most }: Standing,
  stand: Stand,
  amountPence: Pence,
): WhyLive {
  const { asMuchAs, mostOfTotalBasisPoints: basisPoints } = conditions
  if (amountPence === most) return { kind: 'whole' }
  const isShare = amountPence === amountAt({ mostPence: most, basisPoints }, stand.totalPence)
  if (basisPoints !== undefined && isShare)
    return { kind: 'share', basisPoints, totalPence: stand.totalPence }
  invariant(asMuchAs, 'a pledge below its most is a part of the total or follows another')
  return { kind: 'follows', ...asMuchAs }
}
