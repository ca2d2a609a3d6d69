import type { Job } from '#app/core/job.ts'
import { commitAllSigned } from '#app/domain/pledges/commit-signed.server.ts'

export const job: Job = { schedule: '* * * * *', run: commitAllSigned }
