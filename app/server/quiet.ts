import { Logger } from 'graphile-worker'
import { log } from '#app/core/log.server.ts'
import { isDatabaseAway } from '#app/core/sql-error.ts'

/**
 * The job queue's own messages, in our log; what it says while all is well is left out. That it waits for a database
 * which is away is no fault (decision 068).
 */
export const quiet = new Logger((scope) => (level, message, details) => {
  const isError = level === 'error' && !isDatabaseAway(details?.error)
  if (isError) log.error(message, { ...scope, ...details })
  else if (level === 'error' || level === 'warning') log.warn(message, { ...scope, ...details })
})
