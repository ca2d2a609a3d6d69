import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockDay } from './lock-day.server.ts'
import { canRunMarketDays, dayState } from './market-day.ts'
import { tellCancelled } from './tell-firm.server.ts'
import { tellDayCancelled } from './tell-registered.server.ts'

/**
 * Calls a whole day off, with every booking, offer and place on its waiting list, and tells the
 * firms and those registered. It cannot be undone. A draft is given up the same way, and nobody hears.
 */
export async function cancelMarketDay(actor: Actor, slug: string) {
  if (!canRunMarketDays(actor)) throw new Refusal('not-found', 'Page not found')
  return transaction(async (tx) => {
    const day = await lockDay(tx, slug)
    const now = clock.now()
    const state = dayState(day, now)
    if (state === 'cancelled') return
    if (state === 'past') throw new Refusal('conflict', 'This market day is over.')
    await tx.marketDay.update({
      where: { id: day.id },
      data: { cancelledAt: now, sequence: { increment: 1 } },
    })
    const bookings = await tx.booking.updateManyAndReturn({
      where: { marketDayId: day.id, cancelledAt: null },
      data: { cancelledAt: now, cancelledById: actor.personId, sequence: { increment: 1 } },
      select: { id: true, supplierId: true },
    })
    const by = { name: actor.organisationName, reason: 'the whole market day is cancelled.' }
    for (const booking of bookings) await tellCancelled(tx, booking.id, by)
    await tellDayCancelled(tx, day)
    await tx.slotOffer.updateMany({
      where: { slot: { marketDayId: day.id }, acceptedAt: null, endedAt: null },
      data: { endedAt: now },
    })
    await tx.waitingListEntry.updateMany({
      where: { marketDayId: day.id, leftAt: null },
      data: { leftAt: now },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'market-day-cancelled',
      summary: `Cancelled the market day ${day.title}`,
      about: bookings.map(({ supplierId }) => supplierId),
    })
  })
}
