import type { Job } from '#app/core/job.ts'
import { tellOfExpiry } from '#app/domain/profiles/tell-of-expiry.server.ts'

export const job: Job = { schedule: '* * * * *', run: tellOfExpiry }
