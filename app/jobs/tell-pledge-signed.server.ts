import type { Job } from '#app/core/job.ts'
import { tellPledgeSigned } from '#app/domain/pledges/news.server.ts'

export const job: Job = { run: ({ pledgeId = '' }) => tellPledgeSigned(pledgeId) }
