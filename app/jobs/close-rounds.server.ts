import type { Job } from '#app/core/job.ts'
import { closeDueRounds } from '#app/domain/pledges/close-round.server.ts'

export const job: Job = { schedule: '* * * * *', run: closeDueRounds }
