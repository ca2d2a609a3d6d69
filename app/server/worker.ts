import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import { pool } from '#app/core/db.server.ts'
import type { Job } from '#app/core/job.ts'
import { log, withRequestId } from '#app/core/log.server.ts'
import { quiet } from './quiet.ts'
import { newReference } from './request-log.ts'

type Named = { task: string; job: Job }

/** Every file of `app/jobs`, by its name. */
export async function listJobs(folder = new URL('../jobs/', import.meta.url)): Promise<Named[]> {
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.server\.ts$/.test(name))
  return Promise.all(
    files.sort().map(async (name) => {
      const { job } = (await import(new URL(name, folder).href)) as { job?: Job }
      if (!job) throw new Error(`app/jobs/${name} must export one \`job\`.`)
      return { task: name.replace('.server.ts', ''), job }
    }),
  )
}

export type Worker = { stop: () => Promise<void> }

const pauseMs = 1_000
const minuteMs = 60_000

/**
 * Runs the jobs asked for, and the timed ones. A job that fails is tried again, later and later. A database
 * that goes away in the middle of one ends the runner; another takes its place once the database is back.
 */
export async function startWorker(url: string): Promise<Worker> {
  const jobs = await listJobs()
  let runner = await startRunner(url, jobs)
  let isStopping = false
  const watch = () =>
    runner.promise.catch(async (error: unknown) => {
      log.warn('The worker ended, and another one is started', { error })
      while (!isStopping) {
        await wait(pauseMs, undefined, { ref: false })
        try {
          runner = await startRunner(url, jobs)
          return void watch()
        } catch (stillAway) {
          log.warn('The worker cannot start yet', { error: stillAway })
        }
      }
    })
  void watch()
  const unlocking = setInterval(() => {
    unlockAbandoned().catch((error: unknown) => log.warn('Jobs stay locked', { error }))
  }, minuteMs).unref()
  return {
    stop: async () => {
      isStopping = true
      clearInterval(unlocking)
      await runner.stop().catch((error: unknown) => log.debug('Ended before', { error }))
    },
  }
}

function startRunner(url: string, jobs: Named[]): Promise<Runner> {
  const timed = jobs.flatMap(({ task, job }) =>
    job.schedule ? [{ task, match: job.schedule, options: { backfillPeriod: 0 } }] : [],
  )
  return run({
    connectionString: url,
    taskList: Object.fromEntries(jobs.map(taskOf)),
    parsedCronItems: parseCronItems(timed),
    // Told in batches, the end of a job that cannot be written down ends the runner; told one by one, the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: quiet,
  })
}

/**
 * What a worker began that was killed, or lost its connection, may be taken up again: every job is safe to run
 * twice. The queue by itself would wait for four hours.
 */
export const unlockAbandoned = () =>
  pool.query(
    `select graphile_worker.force_unlock_workers(
       array(select locked_by from graphile_worker.jobs where locked_at < now() - interval '5 minutes'))`,
  )

function taskOf({ task, job }: Named): [string, TaskList[string]] {
  return [
    task,
    (payload) =>
      withRequestId(newReference(), async () => {
        const started = performance.now()
        await job.run((payload ?? {}) as Record<string, string>)
        log.debug('Job done', { task, tookMs: Math.round(performance.now() - started) })
      }),
  ]
}
