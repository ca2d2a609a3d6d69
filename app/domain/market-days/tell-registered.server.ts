import type { Tx } from '#app/core/db.server.ts'
import { marketDayCancelled } from '#emails/market-day-cancelled.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { LockedDay } from './lock-day.server.ts'

/** Tells everybody registered, and those who put a firm on the waiting list, that a day is off. */
export async function tellDayCancelled(tx: Tx, day: LockedDay) {
  const person = { select: { id: true, name: true, email: true } } as const
  const registered = await tx.registration.findMany({
    where: { marketDayId: day.id },
    select: { person },
  })
  const waiting = await tx.waitingListEntry.findMany({
    where: { marketDayId: day.id, leftAt: null },
    select: { joinedBy: person },
  })
  const people = [
    ...registered.map((row) => row.person),
    ...waiting.map((row) => row.joinedBy),
  ].map(({ id: personId, ...address }) => ({ personId, ...address }))
  const mail = marketDayCancelled({
    marketDayName: day.title,
    startsAt: day.startsAt,
    endsAt: day.endsAt,
    href: siteLink('/market-days'),
  })
  await queueEmailToEach(tx, { key: `market-day-cancelled:${day.id}`, people, mail })
}
