import type { Job } from '#app/core/job.ts'
import { emptyOldMessages, forgetMessageDays } from '#app/domain/directory/empty-messages.server.ts'
import { askToConfirm, unlistUnconfirmed } from '#app/domain/directory/keep-listings.server.ts'

export const job: Job = { schedule: '35 2 * * *', run: keep }

async function keep() {
  await unlistUnconfirmed()
  await askToConfirm()
  await emptyOldMessages()
  await forgetMessageDays()
}
