import type { Job } from '#app/core/job.ts'
import { tellRoundClosed } from '#app/domain/pledges/news.server.ts'

export const job: Job = { run: ({ roundId = '' }) => tellRoundClosed(roundId) }
