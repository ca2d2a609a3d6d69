import type { Job } from '#app/core/job.ts'
import { succeedCouncils } from '#app/domain/successions/succeed-councils.server.ts'

export const job: Job = { schedule: '* * * * *', run: succeedCouncils }
