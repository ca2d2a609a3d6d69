import type { Job } from '#app/core/job.ts'
import { tellLeadOfChange } from '#app/domain/pledges/tell-lead.server.ts'

export const job: Job = {
  run: ({ key = '', pledgeId = '', fromPence = '0', toPence = '0' }) =>
    tellLeadOfChange({ key, pledgeId, fromPence: BigInt(fromPence), toPence: BigInt(toPence) }),
}
