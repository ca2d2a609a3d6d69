import type { Job } from '#app/core/job.ts'
import { tellOperators } from '#app/domain/reporting/tell-operators.server.ts'

/** Before the working day begins in London, in summer and in winter. */
export const job: Job = { schedule: '0 6 * * *', run: tellOperators }
