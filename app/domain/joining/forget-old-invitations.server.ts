import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** Deletes invitations that nobody accepted, with the address they went to, thirty days after they ended; not under a legal hold. */
export async function forgetOldInvitations() {
  const longAgo = new Date(clock.real().getTime() - 30 * DAY_MS)
  await db.$executeRaw`
    delete from invitations where accepted_at is null and (expires_at < ${longAgo} or withdrawn_at < ${longAgo})
      and not is_organisation_held(organisation_id) and not is_address_held(email)`
}

/** Deletes requests to join, with who asked, thirty days after a no; not under a legal hold. */
export async function forgetOldJoinRequests() {
  const longAgo = new Date(clock.now().getTime() - 30 * DAY_MS)
  await db.$executeRaw`
    delete from join_requests where person_id is null and decided_at < ${longAgo}
      and not is_organisation_held(organisation_id) and not is_address_held(email)`
}

/** Deletes what waits for somebody who is being erased. */
export async function forgetInvitationsTo(tx: Tx, email: string) {
  await tx.invitation.deleteMany({ where: { email } })
  await tx.joinRequest.deleteMany({ where: { email } })
}
