import { startedByNpm } from '#app/core/env.server.ts'
import { log } from '#app/core/log.server.ts'

const giveUpMs = 25_000

/** Ends the process in good order: on a signal, on an error nobody caught, and when npm is gone. */
export function onStop(work: () => Promise<void>) {
  let stopping = false
  async function stop(why: string, code = 0) {
    if (stopping) return process.exit(1)
    stopping = true
    log.info('Stopping', { why })
    setTimeout(() => process.exit(1), giveUpMs).unref()
    await work().catch((error: unknown) => log.error('Could not stop in good order', { error }))
    process.exit(code)
  }
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('SIGTERM', () => void stop('SIGTERM'))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.error('Nobody caught this error', { error })
      void stop(event, 1)
    })
  watchParent(() => void stop('parent gone'))
}

/** `npm start` puts a shell between npm and us. On SIGTERM that shell dies and tells nobody. */
function watchParent(gone: () => void) {
  if (!startedByNpm || process.platform === 'win32') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}
