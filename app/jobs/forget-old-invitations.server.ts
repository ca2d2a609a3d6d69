import type { Job } from '#app/core/job.ts'
import {
  forgetOldInvitations,
  forgetOldJoinRequests,
} from '#app/domain/joining/forget-old-invitations.server.ts'

export const job: Job = { schedule: '25 2 * * *', run: forget }

async function forget() {
  await forgetOldInvitations()
  await forgetOldJoinRequests()
}
