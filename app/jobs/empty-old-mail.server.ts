import type { Job } from '#app/core/job.ts'
import { emptyOldMail } from '#app/domain/notifications/empty-mail.server.ts'

export const job: Job = { schedule: '30 2 * * *', run: () => emptyOldMail() }
