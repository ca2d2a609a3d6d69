import { readdirSync } from 'node:fs'
import { parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
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

/** Runs the jobs asked for, and the timed ones. A job that fails is tried again, later and later. */
export async function startWorker(url: string): Promise<Runner> {
  const jobs = await listJobs()
  const timed = jobs.flatMap(({ task, job }) =>
    job.schedule ? [{ task, match: job.schedule, options: { backfillPeriod: 0 } }] : [],
  )
  return run({
    connectionString: url,
    taskList: Object.fromEntries(jobs.map(taskOf)),
    parsedCronItems: parseCronItems(timed),
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: quiet,
  })
}

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
