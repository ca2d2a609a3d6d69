import type { Job } from '#app/core/job.ts'
import { forgetOldSignIns } from '#app/domain/auth/forget-old-sign-ins.server.ts'

export const job: Job = { schedule: '20 2 * * *', run: () => forgetOldSignIns() }
