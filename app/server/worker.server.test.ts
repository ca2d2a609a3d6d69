import { readdirSync } from 'node:fs'
import { parseCronItems } from 'graphile-worker'
import { expect, test } from 'vitest'
import { pool, transaction } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { timedTasks } from '#app/domain/demonstration/clock-move.ts'
import { listJobs, unlockAbandoned } from './worker.ts'

test('every file of app/jobs is one job, and a timed one has a time that can come', async () => {
  const jobs = await listJobs()
  const files = readdirSync('app/jobs').filter((name) => /\.server\.ts$/.test(name))

  expect(jobs.map((job) => job.task)).toEqual(files.map((name) => name.split('.')[0]))
  for (const { task, job } of jobs)
    if (job.schedule)
      expect(() => parseCronItems([{ task, match: job.schedule ?? '' }])).not.toThrow()
})

test('a job is asked for with the change that needs it, or not at all', async () => {
  const cancelled = transaction(async (tx) => {
    await askFor(tx, 'send-mail', { payload: { id: '1' } })
    throw new Error('changed my mind')
  })
  await expect(cancelled).rejects.toThrow('changed my mind')

  await transaction((tx) => askFor(tx, 'send-mail', { payload: { id: '2' }, key: 'mail-2' }))
  await transaction((tx) => askFor(tx, 'send-mail', { payload: { id: '2' }, key: 'mail-2' }))

  const { rows } = await pool.query('select key, task_identifier from graphile_worker.jobs')
  expect(rows).toEqual([{ key: 'mail-2', task_identifier: 'send-mail' }])
})

test('moving the demonstration’s clock asks for every job that runs each minute', async () => {
  const jobs = await listJobs()
  const minutely = jobs.filter(({ job }) => job.schedule === '* * * * *')

  expect([...timedTasks].sort()).toEqual(minutely.map(({ task }) => task).sort())
})

test('what a killed worker had begun five minutes ago is taken up again, and nothing younger', async () => {
  for (const key of ['old', 'young']) await transaction((tx) => askFor(tx, 'send-mail', { key }))
  const lock = `update graphile_worker._private_jobs set locked_by = key, locked_at = now() - $2::interval where key = $1`
  await pool.query(lock, ['old', '301 seconds'])
  await pool.query(lock, ['young', '290 seconds'])

  await unlockAbandoned()

  const { rows } = await pool.query(
    `select key from graphile_worker.jobs where locked_at is null and key in ('old', 'young')`,
  )
  expect(rows).toEqual([{ key: 'old' }])
})
