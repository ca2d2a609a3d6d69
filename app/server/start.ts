import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closeDatabase, pool } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { log } from '#app/core/log.server.ts'
import { createApp } from './app.ts'
import { loadSeed, openDatabase } from './database.ts'
import { loadPages } from './pages.ts'
import { listMissing } from './postgres/migrate.ts'
import { onStop } from './stop.ts'
import { startWorker } from './worker.ts'

const reloading = env.NODE_ENV === 'development'

/** From nothing to a site that answers; and back again when the process is told to end. */
export async function start() {
  const database = await openDatabase()
  const worker = await startWorker(database.url)
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 120_000 })
  const vite = reloading ? await startVite(server) : undefined
  let draining = false

  const app = createApp({
    pages: await loadPages(vite),
    assertReady: async () => {
      if (draining) throw new Error('stopping')
      const missing = await listMissing(pool)
      if (missing.length) throw new Error(`migrations missing: ${missing.join(', ')}`)
    },
    vite,
  })
  server.on('request', app)

  onStop(async () => {
    draining = true
    await drain(server)
    await worker.stop()
    await vite?.close()
    await closeDatabase()
    await database.stop()
  })

  await listen(server)
  await greet((server.address() as AddressInfo).port)
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
