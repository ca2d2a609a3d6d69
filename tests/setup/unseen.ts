import { expect } from 'vitest'
import { db, transaction, type Tx } from '#app/core/db.server.ts'

/** Does this, and nobody else sees it until `commit` is called. */
export async function unseen<T>(work: (tx: Tx) => Promise<T>) {
  let commit: () => void = () => undefined
  const mayCommit = new Promise<void>((resolve) => (commit = resolve))
  let over: Promise<unknown> = mayCommit
  const result = await new Promise<T>((resolve, reject) => {
    over = transaction(async (tx) => {
      resolve(await work(tx))
      await mayCommit
    }).catch(reject)
  })
  return { result, commit: () => (commit(), over) }
}

/** Until somebody stands in a queue in this database. */
export const waitsForALock = () =>
  expect
    .poll(
      async () => {
        const [waiting] = await db.$queryRaw<[{ count: number }]>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`
        return waiting.count
      },
      { timeout: 5_000 },
    )
    .toBeGreaterThan(0)
