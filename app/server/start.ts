import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closeDatabase, pool } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { log } from '#app/core/log.server.ts'
import { isDatabaseAway } from '#app/core/sql-error.ts'
import { resumeClock } from '#app/domain/demonstration/move-clock.server.ts'
import { createApp } from './app.ts'
import { loadSeed, openDatabase } from './database.ts'
import { loadPages } from './pages.ts'
import { patience } from './patience.ts'
import { listMissing } from './postgres/migrate.ts'
import { onStop } from './stop.ts'
import { startWorker } from './worker.ts'

const reloading = env.NODE_ENV === 'development'

type Stop = () => unknown

/** From nothing to a site that answers; and back again when the process is told to end. */
export async function start() {
  const stops: Stop[] = []
  try {
    const port = await startAll(stops)
    onStop(() => stopAll(stops))
    await greet(port)
  } catch (error) {
    await stopAll(stops)
    log.error('The site could not start', { error })
    process.stderr.write(`\n${(error as Error).message}\n`)
    process.exit(1)
  }
}

/** What was started last stops first. */
async function stopAll(stops: Stop[]) {
  for (const stop of stops.reverse()) await stop()
}

async function startAll(stops: Stop[]) {
  const database = await openDatabase()
  stops.push(database.stop, closeDatabase)
  await resumeClock()
  const worker = await startWorker(database.url)
  stops.push(() => worker.stop())

  const server = createServer(patience)
  const vite = reloading ? await startVite(server) : undefined
  stops.push(() => vite?.close())
  let draining = false
  const assertReady = async () => {
    if (draining) throw new Error('stopping')
    const missing = await listMissing(pool).catch((error: unknown) => {
      if (isDatabaseAway(error)) throw new Error('the database does not answer')
      throw error
    })
    if (missing.length) throw new Error(`migrations missing: ${missing.join(', ')}`)
  }
  server.on('request', createApp({ pages: await loadPages(vite), assertReady, vite }))
  await listen(server)
  stops.push(() => {
    draining = true
    return drain(server)
  })
  return (server.address() as AddressInfo).port
}

async function startVite(server: Server) {
  const { createServer: createVite } = await import('vite')
  return createVite({ appType: 'custom', server: { middlewareMode: true, hmr: { server } } })
}

function listen(server: Server) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${env.PORT} is taken. Choose another one: PORT=3001 npm start`)
          : error,
      ),
    )
    server.listen(env.PORT, resolve)
  })
}

const patienceMs = 10_000

/** Answers what was already asked, and takes nothing new. */
function drain(server: Server) {
  return new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), patienceMs).unref()
  })
}

async function greet(port: number) {
  log.info('Listening', { port })
  const lines = [`Solve Once is running at http://localhost:${port}`]
  if (env.DEMONSTRATION) lines.push(`Sign in as anybody below at http://localhost:${port}/sign-in`)
  process.stdout.write(`\n${[...lines, ...(await peopleToTry())].join('\n')}\n\n`)
}

async function peopleToTry() {
  if (!env.DEMONSTRATION) return []
  const people = await (await loadSeed()).demonstrationPeople?.()
  return people?.map(({ name, does }) => `  ${name}: ${does}`) ?? []
}
