import type { Job } from '#app/core/job.ts'
import { tellRoundExtended } from '#app/domain/pledges/tell-round-extended.server.ts'

export const job: Job = { run: ({ extensionId = '' }) => tellRoundExtended(extensionId) }
