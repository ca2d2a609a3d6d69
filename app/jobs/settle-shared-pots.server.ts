import type { Job } from '#app/core/job.ts'
import { settleSharedPots } from '#app/domain/pledges/settle-shared-pots.server.ts'

/** A pot is shared out on the minute after its rule's last day. */
export const job: Job = { schedule: '* * * * *', run: settleSharedPots }
