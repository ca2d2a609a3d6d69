import type { Job } from '#app/core/job.ts'
import { finishWaysBack } from '#app/domain/auth/end-way-back.server.ts'

export const job: Job = { schedule: '* * * * *', run: finishWaysBack }
