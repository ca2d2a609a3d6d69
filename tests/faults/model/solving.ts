import { isRoot, least, standing, sum, totalOf, type Model, type Pledge } from './state.ts'
import { SMALLEST_PENCE } from './world.ts'

const WHOLE = 10_000n
const POUND = 100n

/**
 * What each pledge comes to under all conditions at once, by their own words: all stand at their most and go down
 * as long as one has to; who then has a condition unmet is out, and the rest begin again.
 */
export function solve(model: Model, challenge: number): Map<Pledge, bigint> {
  let left = standing(model, challenge).filter(isRoot)
  for (;;) {
    const sums = standTogether(model, left)
    const kept = left.filter((pledge) => areMet(pledge, sums))
    if (kept.length === left.length) return sums
    left = kept
  }
}

const allOf = (sums: Map<Pledge, bigint>) => sum([...sums.values()])
const isOf = (council: number) => (pledge: Pledge) => pledge.council === council

function standTogether(model: Model, pledges: Pledge[]) {
  const sums = new Map(pledges.map((pledge) => [pledge, totalOf(model, pledge)]))
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false
    const total = allOf(sums)
    for (const [pledge, now] of sums) {
      const { mostOfTotalBasisPoints: part, follows } = pledge.conditions
      const followed = follows === undefined ? undefined : pledges.find(isOf(follows))
      const most = least(
        now,
        ...(part === undefined ? [] : [(((total / POUND) * BigInt(part)) / WHOLE) * POUND]),
        ...(follows === undefined ? [] : [followed ? (sums.get(followed) ?? 0n) : 0n]),
      )
      if (most < now) hasMoved = true
      sums.set(pledge, most)
    }
  }
  return sums
}

function areMet({ conditions, isMet, ...pledge }: Pledge, sums: Map<Pledge, bigint>) {
  const { leastCouncils = 0, leastPledgedPence = 0n, follows, isInOwnWords } = conditions
  const there = [...sums.keys()]
  const own = there.find(isOf(pledge.council))
  return (
    (!isInOwnWords || isMet === true) &&
    sums.size >= leastCouncils &&
    allOf(sums) >= leastPledgedPence &&
    (follows === undefined || there.some(isOf(follows))) &&
    own !== undefined &&
    (sums.get(own) ?? 0n) >= SMALLEST_PENCE
  )
}
