import type { Job } from '#app/core/job.ts'
import { finishBankDetails } from '#app/domain/payments/finish-bank-details.server.ts'

export const job: Job = { schedule: '* * * * *', run: finishBankDetails }
