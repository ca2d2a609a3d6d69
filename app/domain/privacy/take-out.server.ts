import type { Tx } from '#app/core/db.server.ts'
import { forgetPerson } from '../auth/forget-person.server.ts'
import { unfollowAll } from '../challenges/unfollow-all.server.ts'
import { forgetMessages } from '../directory/empty-messages.server.ts'
import { forgetInvitationsTo } from '../joining/forget-old-invitations.server.ts'
import { leaveDays } from '../market-days/leave-days.server.ts'
import { emptyMailOf } from '../notifications/empty-mail.server.ts'
import { erasePerson } from '../organisations/erase-person.server.ts'

/** Takes somebody's name and address out of every table that has them, and ends what they belong to and follow. */
export async function takeOut(tx: Tx, { id, email }: { id: string; email: string }) {
  await unfollowAll(tx, id)
  await leaveDays(tx, id)
  await emptyMailOf(tx, email)
  await forgetMessages(tx, id)
  await forgetInvitationsTo(tx, email)
  await forgetPerson(tx, id)
  await erasePerson(tx, id)
}
