import { sum } from './state.ts'

/** Whole pennies by weight; the pennies over go to the largest fractions, the first of equals first. */
export function largestRemainders(pence: bigint, weights: bigint[]): bigint[] {
  const all = sum(weights)
  if (pence === 0n || all === 0n) return weights.map(() => 0n)
  const parts = weights.map((weight) => (pence * weight) / all)
  const fractions = weights.map((weight) => (pence * weight) % all)
  for (let over = pence - sum(parts); over > 0n; over--) {
    const next = fractions.reduce((best, one, at) => (one > (fractions[best] ?? 0n) ? at : best), 0)
    parts[next] = (parts[next] ?? 0n) + 1n
    fractions[next] = -1n
  }
  return parts
}

type Part = { weight: bigint; most: bigint }

/** By weight, but nobody above their most: who would be has that, and the others share the rest anew. */
export function shareOut(pence: bigint, parts: Part[]): bigint[] {
  const full = new Set<number>()
  for (;;) {
    const rest = pence - sum(parts.filter((_, at) => full.has(at)).map(({ most }) => most))
    const weights = parts.map(({ weight, most }, at) => (full.has(at) || most === 0n ? 0n : weight))
    const shares = largestRemainders(rest, weights)
    const over = shares.flatMap((share, at) => (share > (parts[at]?.most ?? 0n) ? [at] : []))
    if (over.length === 0)
      return shares.map((share, at) => (full.has(at) ? (parts[at]?.most ?? 0n) : share))
    for (const at of over) full.add(at)
  }
}
