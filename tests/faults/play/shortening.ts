/** Whether it still differs. */
export type Ask<T> = (things: T[]) => Promise<boolean>

/**
 * As few of them as still differ: halves are left out, then quarters, and at last each one alone, the latest first,
 * since what comes after it does not change what went before. Stops where it is when there is no more time.
 */
export async function shorten<T>(things: T[], differs: Ask<T>, untilMs: number): Promise<T[]> {
  let left = things
  for (let size = left.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let end = left.length; end > 0; end -= size) {
      if (performance.now() > untilMs) return left
      const fewer = [...left.slice(0, Math.max(0, end - size)), ...left.slice(end)]
      if (await differs(fewer)) left = fewer
    }
  return left
}
