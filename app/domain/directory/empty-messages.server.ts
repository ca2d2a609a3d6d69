import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'
import { MESSAGE_DAYS } from './message.ts'

const AT_ONCE = 1_000

/**
 * Empties messages after ninety days, as the mails that carried them, but none that somebody under a legal hold wrote or
 * was written. Run twice, or after a crash, it goes on.
 */
export async function emptyOldMessages() {
  const before = new Date(clock.real().getTime() - MESSAGE_DAYS * DAY_MS)
  for (;;) {
    const old = await db.$queryRaw<{ id: string }[]>`
      select id from listing_messages where words is not null and sent_at < ${before}
        and not is_held(sender_id) and not is_held(recipient_id)
      order by sent_at, id limit ${AT_ONCE}`
    if (old.length === 0) return
    const id = { in: old.map((each) => each.id) }
    const nothing = { subject: null, words: null }
    await db.listingMessage.updateMany({ where: { id }, data: nothing })
    // What was said about it goes with what it says.
    await db.listingMessage.updateMany({
      where: { id, reportedAt: { not: null } },
      data: { reportReason: '' },
    })
  }
}

/** Forgets how many messages were sent on days whose limits nobody asks about any more. */
export async function forgetMessageDays() {
  const day = { lt: new Date(clock.real().getTime() - 2 * DAY_MS) }
  await db.messageSenderDay.deleteMany({ where: { day } })
  await db.messageOrganisationDay.deleteMany({ where: { day } })
}

/** Empties what somebody who is being erased wrote and was written, and forgets whom they blocked. */
export async function forgetMessages(tx: Tx, personId: string) {
  const theirs = { OR: [{ senderId: personId }, { recipientId: personId }] }
  await tx.listingMessage.updateMany({ where: theirs, data: { subject: null, words: null } })
  await tx.listingMessage.updateMany({
    where: { ...theirs, reportedAt: { not: null } },
    data: { reportReason: '' },
  })
  await tx.messageBlock.deleteMany({ where: { personId } })
}
