import { Logger } from 'graphile-worker'
import { log } from '#app/core/log.server.ts'

/** The job queue's own messages, in our log; what it says while all is well is left out. */
export const quiet = new Logger((scope) => (level, message, details) => {
  if (level === 'error') log.error(message, { ...scope, ...details })
  if (level === 'warning') log.warn(message, { ...scope, ...details })
})
