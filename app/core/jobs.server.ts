import type { Tx } from './db.server.ts'

/**
 * Asks the worker to run a task of `app/jobs` once this transaction has committed.
 * A second request with the same `key` replaces one that has not started yet.
 */
export async function askFor(tx: Tx, task: string, { payload = {}, key }: Wanted = {}) {
  const details = JSON.stringify(payload)
  await tx.$executeRaw`select graphile_worker.add_job(${task}, ${details}::json, job_key => ${key ?? null})`
}

type Wanted = { payload?: Record<string, string>; key?: string }
