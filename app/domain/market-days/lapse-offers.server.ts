import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { lockDay, type LockedDay } from './lock-day.server.ts'
import { offerSlot } from './offer-slot.server.ts'

const lapsed = (now: Date) => ({ acceptedAt: null, endedAt: null, expiresAt: { lte: now } })

/** Ends every offer nobody accepted in time and offers its slot to the next firm. For the worker. */
export async function lapseOffers() {
  const days = await db.marketDay.findMany({
    where: { slots: { some: { offers: { some: lapsed(clock.now()) } } } },
    select: { slug: true },
    orderBy: { startsAt: 'asc' },
    take: 100,
  })
  for (const day of days) await lapseOffersOf(day.slug)
}

/** The same for one day. Pages ask for it too, so an offer ends on time even if the worker is late. */
export async function lapseOffersOf(slug: string) {
  const late = await db.slotOffer.findFirst({
    where: { ...lapsed(clock.now()), slot: { marketDay: { slug } } },
    select: { id: true },
  })
  if (!late) return
  const minutes = await getPolicyNumber('slot-offer-minutes')
  await transaction(async (tx) => passOn(tx, await lockDay(tx, slug), minutes))
}

/** Inside a verb that holds the day: what has lapsed by now goes to the next firm first. */
export async function passOn(tx: Tx, day: LockedDay, minutes: bigint) {
  const now = clock.now()
  const late = await tx.slotOffer.findMany({
    where: { ...lapsed(now), slot: { marketDayId: day.id } },
    orderBy: [{ expiresAt: 'asc' }, { id: 'asc' }],
    select: { id: true, slotId: true },
    take: 100,
  })
  for (const offer of late) {
    await tx.slotOffer.update({ where: { id: offer.id }, data: { endedAt: now } })
    await offerSlot(tx, day, { id: offer.slotId, minutes })
  }
}
