/** Milliseconds for each thing done, with so many of them going on at once. */
export async function timeEach<T>(
  things: T[],
  atOnce: number,
  act: (thing: T) => Promise<unknown>,
) {
  const waiting = [...things]
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await act(next)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (performance.now() - started) / things.length
}

/** "3.2 (2.9 to 3.8)": the middle one of several runs, and the ends. */
export function middleOf(ratios: number[]) {
  const sorted = [...ratios].sort((a, b) => a - b)
  const print = (place: number) => (sorted[place] ?? NaN).toFixed(1)
  return `${print(Math.floor(sorted.length / 2))} (${print(0)} to ${print(sorted.length - 1)})`
}
