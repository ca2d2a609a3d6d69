import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import { offerUntil } from './booking.ts'
import type { LockedDay } from './lock-day.server.ts'
import { isBookingOpen } from './market-day.ts'
import { tellOffered } from './tell-firm.server.ts'

/**
 * Offers a free slot to the first firm on the waiting list that has not been asked about it and is
 * not deciding about another. With nobody left to ask, the slot is free for all. The day is locked.
 */
export async function offerSlot(tx: Tx, day: LockedDay, slot: { id: string; minutes: bigint }) {
  const now = clock.now()
  if (!isBookingOpen(day, now)) return undefined
  const first = await tx.waitingListEntry.findFirst({
    where: {
      marketDayId: day.id,
      leftAt: null,
      offers: { none: { OR: [{ slotId: slot.id }, { acceptedAt: null, endedAt: null }] } },
    },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, supplierId: true },
  })
  if (!first) return undefined
  const offer = await tx.slotOffer.create({
    data: {
      slotId: slot.id,
      waitingListEntryId: first.id,
      offeredAt: now,
      expiresAt: offerUntil(now, slot.minutes, day.bookingClosesAt),
    },
  })
  await record(tx, undefined, {
    subjectKind: 'market-day',
    subjectId: day.id,
    action: 'slot-offered',
    summary: 'Offered a slot to the first on the waiting list',
    about: [first.supplierId],
    detail: { slotId: slot.id, offerId: offer.id, expiresAt: offer.expiresAt.toISOString() },
  })
  await tellOffered(tx, offer.id)
  return offer
}
