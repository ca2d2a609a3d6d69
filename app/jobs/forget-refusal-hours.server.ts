import type { Job } from '#app/core/job.ts'
import { forgetRefusalHours } from '#app/domain/audit/forget-refusal-hours.server.ts'

export const job: Job = { schedule: '25 2 * * *', run: () => forgetRefusalHours() }
