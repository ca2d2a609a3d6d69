import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { lockOpenDay } from './lock-day.server.ts'
import { offerSlot } from './offer-slot.server.ts'
import { requireOwnBooking } from './require-own-booking.server.ts'
import { tellCancelled } from './tell-firm.server.ts'

/** Gives a firm's slot back and offers it to the first on the waiting list. It cannot be undone. */
export async function cancelBooking(actor: Actor, slug: string) {
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const booking = await requireOwnBooking(tx, actor, day.id)
    await tx.booking.update({
      where: { id: booking.id },
      data: {
        cancelledAt: clock.now(),
        cancelledById: actor.personId,
        sequence: { increment: 1 },
      },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'booking-cancelled',
      summary: `Cancelled a booking of the ${formatTime(booking.slot.startsAt)} slot`,
      detail: { bookingId: booking.id, slotId: booking.slotId },
    })
    await offerSlot(tx, day, { id: booking.slotId, minutes })
    await tellCancelled(tx, booking.id, { name: 'You' })
  })
}
