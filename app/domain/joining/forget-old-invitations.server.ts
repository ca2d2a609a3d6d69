import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** Deletes invitations that nobody accepted, with the address they went to, thirty days after they ended. */
export async function forgetOldInvitations() {
  const longAgo = new Date(clock.real().getTime() - 30 * DAY_MS)
  await db.invitation.deleteMany({
    where: {
      acceptedAt: null,
      OR: [{ expiresAt: { lt: longAgo } }, { withdrawnAt: { lt: longAgo } }],
    },
  })
}

/** Deletes requests to join, with who asked, thirty days after a no. */
export async function forgetOldJoinRequests() {
  const longAgo = new Date(clock.now().getTime() - 30 * DAY_MS)
  await db.joinRequest.deleteMany({ where: { personId: null, decidedAt: { lt: longAgo } } })
}

/** Deletes what waits for somebody who is being erased. */
export async function forgetInvitationsTo(tx: Tx, email: string) {
  await tx.invitation.deleteMany({ where: { email } })
  await tx.joinRequest.deleteMany({ where: { email } })
}
