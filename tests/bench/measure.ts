export type Measured = { perSecond: number; latenciesMs: number[] }

/** Does every thing, so many at once, and says how fast and how long each took. */
export async function drive<T>(
  things: T[],
  atOnce: number,
  act: (thing: T) => Promise<unknown>,
): Promise<Measured> {
  const latenciesMs: number[] = []
  let next = 0
  const worker = async () => {
    for (let thing = things[next++]; thing !== undefined; thing = things[next++]) {
      const from = performance.now()
      await act(thing)
      latenciesMs.push(performance.now() - from)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { perSecond: (things.length * 1_000) / (performance.now() - started), latenciesMs }
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b)

/** The value below which this share of them lies; NaN of none. */
export const quantile = (values: number[], share: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN

export const median = (values: number[]) => quantile(values, 0.5)

/** "3.2 (2.9 to 3.8)": the middle one of several runs, and the ends. */
export const spread = (values: number[]) =>
  `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`
