import type { Job } from '#app/core/job.ts'
import { lookUpFirms } from '#app/domain/joining/look-up-firms.server.ts'

/** Each minute, for firms that have just registered; asked for as well when an operator wants an answer now. */
export const job: Job = { schedule: '* * * * *', run: () => lookUpFirms() }
