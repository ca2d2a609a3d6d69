import { transaction } from '#app/core/db.server.ts'
import { formatTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { refuseClash, requireFreeSlot } from './check-place.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { lockOpenDay } from './lock-day.server.ts'
import { offerSlot } from './offer-slot.server.ts'
import { requireOwnBooking } from './require-own-booking.server.ts'
import { tellBooked } from './tell-firm.server.ts'

/**
 * Moves a firm's booking to another slot of the same day and offers the old one to the waiting list.
 * Moving it to where it is changes nothing.
 */
export async function moveBooking(actor: Actor, slug: string, slotId: string) {
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const booking = await requireOwnBooking(tx, actor, day.id)
    if (booking.slotId === slotId) return
    const supplierId = booking.supplierId
    const slot = await requireFreeSlot(tx, day, { slotId, supplierId })
    await refuseClash(tx, supplierId, { ...slot, dayId: day.id })
    await tx.booking.update({
      where: { id: booking.id },
      data: { slotId, sequence: { increment: 1 } },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'booking-moved',
      summary: `Moved a booking to the ${formatTime(slot.startsAt)} slot`,
      detail: { bookingId: booking.id, fromSlotId: booking.slotId, slotId },
    })
    await offerSlot(tx, day, { id: booking.slotId, minutes })
    await tellBooked(tx, booking.id)
  })
}
