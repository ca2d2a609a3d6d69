import type { Job } from '#app/core/job.ts'
import { noteEstimates } from '#app/domain/pledges/note-estimates.server.ts'

/** A large estimate takes seconds, so it is at most five minutes old and says when it was worked out. */
export const job: Job = { schedule: '*/5 * * * *', run: () => noteEstimates() }
