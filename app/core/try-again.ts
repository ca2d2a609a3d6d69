import { canTryAgain, isConnectionLost } from './sql-error.ts'

const FIRST_WAIT_MS = 5
const LONGEST_WAIT_MS = 400
const MOST_TRIES = 12
/** No further try is begun after so long: somebody waits for an answer, and may ask again. */
const TRY_FOR_MS = 20_000

export function tryFor(forMs = TRY_FOR_MS) {
  const untilMs = performance.now() + forMs
  return () => performance.now() > untilMs
}

/** What an operation key makes safe to send again, also when nobody knows whether it was written. */
export const isWorthAnotherTry = (error: unknown) => canTryAgain(error) || isConnectionLost(error)

/**
 * Runs a money function again, with new facts, when another one at the same time got there first or the
 * connection was lost. The wait is random up to a rising limit, so that losers do not meet again.
 */
export async function tryAgain<T>(work: () => Promise<T>, forMs = TRY_FOR_MS): Promise<T> {
  const isOver = tryFor(forMs)
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === MOST_TRIES || isOver() || !isWorthAnotherTry(error)) throw error
      const limitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * limitMs))
    }
  }
}
