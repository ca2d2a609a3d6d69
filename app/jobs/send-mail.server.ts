import type { Job } from '#app/core/job.ts'
import { sendDueMail } from '#app/domain/notifications/send-due-mail.server.ts'

/** Asked for whenever a message is queued; each minute too, for those that have to be tried again. */
export const job: Job = { schedule: '* * * * *', run: () => sendDueMail() }
